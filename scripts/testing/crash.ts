/** `npm run test:crash`: the crash test at full length. Its seed is printed; the same seed makes the same choices again. */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { StartProblem } from '../problem.ts';
import { reportAndExit } from '../report.ts';
import { inRepository, repositoryRoot } from '../repository.ts';

function positive(name: string, text: string): string {
  if (/^[1-9]\d*$/.test(text)) return text;
  throw new StartProblem(`--${name} is "${text}".`, 'It is a positive whole number.');
}

function run(): number {
  const { values } = parseArgs({
    options: { seed: { type: 'string' }, kills: { type: 'string', default: '100' } },
  });
  const env = { ...process.env, MUSTER_CRASH_KILLS: positive('kills', values.kills), MUSTER_OUTAGE_SECONDS: '30' };
  if (values.seed) Object.assign(env, { MUSTER_TEST_SEED: positive('seed', values.seed) });
  const args = [inRepository('node_modules/vitest/vitest.mjs'), 'run', 'tests/sync/crash'];
  return spawnSync(process.execPath, args, { cwd: repositoryRoot, env, stdio: 'inherit' }).status ?? 1;
}

try {
  process.exit(run());
} catch (error) {
  reportAndExit(error);
}
