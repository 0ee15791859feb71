/**
 * `npm run bench:cluster [-- --rounds <n> --json <file>]`: what several nodes cost. 200 rooms of 5, two edits a second in
 * each, all clients of a room on one node, as the load balancer's hash has it; beside one server that knows of no other.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { setStage } from '../support/stage.ts';
import { ALONE, type ClusterContenders, startClusterContenders } from './contenders/cluster.ts';
import type { Contender } from './contenders/contender.ts';
import { rounded } from './medians.ts';
import { describeRow } from './report.ts';
import { type Figures, inTurns, type RowFigures, say, type Verdict } from './row.ts';
import { loadFigures } from './rows/load-figures.ts';
import { seatsOf } from './rows/seats.ts';
import { Session } from './Session.ts';

const ROOMS = 200;
const CLIENTS = 5;
const RATE = 400;
/** Seconds; each node compiles its code for itself, which servers that live for weeks do once. */
const WARM_UP = 5;
const SECONDS = 3;
const MOST = 1.25;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' }, json: { type: 'string' } } });
const rounds = Number(values.rounds);

async function measure({ besideCpu }: ClusterContenders, contender: Contender, round: number): Promise<Figures> {
  const session = new Session(contender);
  try {
    const rooms = seatsOf(contender, round * ROOMS, ROOMS);
    await session.run<'connect'>({ kind: 'connect', rooms, clientsPerRoom: CLIENTS, writersPerRoom: 1 });
    await session.run<'load'>({ kind: 'load', rate: RATE, warmUp: 0, seconds: WARM_UP });
    const before = besideCpu();
    const outcome = await session.run<'load'>({ kind: 'load', rate: RATE, warmUp: 0, seconds: SECONDS });
    const { redis, balancer } = besideCpu();
    const thousands = outcome.result.deliveries / 1_000;
    const { deliveriesPerSecond, delivered, p50Ms, p99Ms, cpuMsPer1000, databaseCpuMsPer1000, generatorCpu, pssMb } =
      loadFigures(outcome);
    const beside = {
      redisCpu: (redis - before.redis) / thousands,
      haproxyCpu: (balancer - before.balancer) / thousands,
    };
    const own = { deliveriesPerSecond, delivered, p50Ms, p99Ms, cpuMsPer1000, databaseCpuMsPer1000, ...beside };
    return Object.fromEntries(
      Object.entries({ ...own, generatorCpu, pssMb }).map(([name, value]) => [name, value ?? null]),
    );
  } finally {
    session.close();
  }
}

function verdicts({ [ALONE]: alone = {}, ...clusters }: RowFigures): readonly Verdict[] {
  return Object.entries(clusters).map(([name, figures]) => {
    const value = rounded((figures.cpuMsPer1000 ?? Number.NaN) / (alone.cpuMsPer1000 ?? Number.NaN));
    return { target: `cpuMsPer1000 of ${name} ≤ ${MOST} × ${ALONE}`, value, met: value !== null && value <= MOST };
  });
}

const machine = { cores: cpus().length, processor: cpus()[0]?.model ?? '', loadBefore: rounded(loadavg()[0] ?? 0) };
const strike = await setStage({ durable: true });
try {
  const cluster = await startClusterContenders(ROOMS * rounds);
  try {
    const began = performance.now();
    const contenders = await inTurns(cluster.contenders, rounds, (contender, round) =>
      measure(cluster, contender, round),
    );
    const seconds = Math.round((performance.now() - began) / 1_000);
    const title = `${ROOMS} rooms × ${CLIENTS} clients, ${RATE} updates/s in all, hashed on the document`;
    const row = { name: 'cluster', title, seconds, contenders, targets: verdicts(contenders) };
    say(JSON.stringify(machine));
    console.log(describeRow(row));
    if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, rounds, ...row }, null, 2)}\n`);
  } finally {
    await cluster.stop();
  }
} finally {
  await strike();
}
process.exit(0);
