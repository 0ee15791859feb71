/**
 * `npm run bench:sync [-- --only <row> --rounds <n> --json <file>]`: what live documents cost on this machine, ours
 * beside others'. Prints a table with the targets; machines differ by a factor of two, so only ratios of one run count.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { setStage } from '../support/stage.ts';
import { rounded } from './medians.ts';
import { describeRow } from './report.ts';
import { type Row, say } from './row.ts';
import { CLOSED_DOCUMENTS } from './rows/closed-documents.ts';
import { FAN_OUT_ROWS } from './rows/fan-out.ts';
import { HOSTILE_NEIGHBOUR } from './rows/hostile-neighbour.ts';
import { OPENING_ROWS } from './rows/opening.ts';
import { SATURATION_ROWS } from './rows/saturation-rows.ts';

const ROWS: readonly Row[] = [
  ...FAN_OUT_ROWS,
  ...SATURATION_ROWS,
  ...OPENING_ROWS,
  HOSTILE_NEIGHBOUR,
  CLOSED_DOCUMENTS,
];

const { values } = parseArgs({
  options: {
    /** The beginning of rows' names, several with commas. */
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'string' },
  },
});

const beginnings = values.only.split(',');
const chosen = ROWS.filter(({ name }) => beginnings.some((beginning) => name.startsWith(beginning)));
if (chosen.length === 0) throw new Error(`No such row. There are: ${ROWS.map(({ name }) => name).join(', ')}.`);

async function measure(row: Row, rounds: number) {
  say(`${row.name}: ${row.title}`);
  const began = performance.now();
  const contenders = await row.measure(rounds);
  const { name, title } = row;
  const seconds = Math.round((performance.now() - began) / 1_000);
  const measured = { name, title, seconds, contenders, targets: row.verdicts(contenders) };
  console.log(describeRow(measured));
  return measured;
}

// Figures from a machine that was busy with something else say little; this tells.
const machine = {
  cores: cpus().length,
  processor: cpus()[0]?.model ?? '',
  node: process.version,
  loadBefore: rounded(loadavg()[0] ?? 0),
};
const rounds = Number(values.rounds);
const strike = await setStage({ durable: true });
try {
  const rows = [];
  for (const row of chosen) {
    rows.push(await measure(row, rounds));
    const result = { at: new Date().toISOString(), machine, rounds, rows };
    if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
  }
} finally {
  await strike();
}
process.exit(0);
