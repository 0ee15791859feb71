/**
 * `npm run bench:cluster [-- --rounds <n> --json <file>]`: what several nodes cost. Each is given the load of one server:
 * 200 rooms of 5, two edits a second in each, all clients of a room on one node, as the load balancer's hash has it.
 * Beside one server that knows of no other. As an edit costs more the rarer it comes, with or without other nodes, three
 * nodes that share the load of one are shown beside one server that has a third of it.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { setStage } from '../support/stage.ts';
import {
  ALONE,
  ALONE_AT_A_THIRD,
  type ClusterContender,
  type ClusterContenders,
  SHARING,
  startClusterContenders,
  TRIPLED,
} from './contenders/cluster.ts';
import { rounded } from './medians.ts';
import { describeRow } from './report.ts';
import { type Figures, inTurns, type RowFigures, say, type Verdict } from './row.ts';
import { loadFigures } from './rows/load-figures.ts';
import { seatsOf } from './rows/seats.ts';
import { Session } from './Session.ts';

const ROOMS = 200;
const CLIENTS = 5;
const RATE = 400;
const MOST_ROOMS = 3 * ROOMS;
/**
 * Each process compiles its code for itself, and is at half of its speed for its first thousands of edits. Servers live for
 * weeks, so all of them have that behind them before anything is measured.
 */
const RUN_IN = { factor: 3, seconds: 6 };
const WARM_UP = 3;
const SECONDS = 4;
const MOST = 1.25;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' }, json: { type: 'string' } } });
const rounds = Number(values.rounds);

async function connected(contender: ClusterContender, round: number): Promise<Session> {
  const session = new Session(contender);
  const rooms = seatsOf(contender, round * MOST_ROOMS, Math.round(contender.load * ROOMS));
  await session.run<'connect'>({ kind: 'connect', rooms, clientsPerRoom: CLIENTS, writersPerRoom: 1 });
  return session;
}

async function runIn(contender: ClusterContender): Promise<void> {
  say(`  running in: ${contender.name}`);
  const session = await connected(contender, 0);
  const rate = RUN_IN.factor * RATE * contender.load;
  await session.run<'load'>({ kind: 'load', rate, warmUp: 0, seconds: RUN_IN.seconds });
  session.close();
}

async function measure({ besideCpu }: ClusterContenders, contender: ClusterContender, round: number): Promise<Figures> {
  const session = await connected(contender, round);
  try {
    const rate = RATE * contender.load;
    await session.run<'load'>({ kind: 'load', rate, warmUp: 0, seconds: WARM_UP });
    const before = besideCpu();
    const outcome = await session.run<'load'>({ kind: 'load', rate, warmUp: 0, seconds: SECONDS });
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

function verdicts(contenders: readonly ClusterContender[], figures: RowFigures): readonly Verdict[] {
  const atMost = (name: string, other: string): Verdict => {
    const value = rounded((figures[name]?.cpuMsPer1000 ?? Number.NaN) / (figures[other]?.cpuMsPer1000 ?? Number.NaN));
    return { target: `cpuMsPer1000 of ${name} ≤ ${MOST} × ${other}`, value, met: value !== null && value <= MOST };
  };
  const clusters = contenders.map(({ name }) => name).filter((name) => name !== ALONE && name !== ALONE_AT_A_THIRD);
  return [...clusters.map((name) => atMost(name, ALONE)), atMost(SHARING, ALONE_AT_A_THIRD)];
}

const machine = { cores: cpus().length, processor: cpus()[0]?.model ?? '', loadBefore: rounded(loadavg()[0] ?? 0) };
const strike = await setStage({ durable: true });
try {
  const cluster = await startClusterContenders(MOST_ROOMS * rounds);
  try {
    const began = performance.now();
    for (const contender of cluster.contenders.filter(({ name }) => name === ALONE || name === TRIPLED)) {
      await runIn(contender);
    }
    const figures = await inTurns(cluster.contenders, rounds, (contender, round) => measure(cluster, contender, round));
    const seconds = Math.round((performance.now() - began) / 1_000);
    const title = `${ROOMS} rooms × ${CLIENTS} clients, ${RATE} updates/s for each load, hashed on the document`;
    const targets = verdicts(cluster.contenders, figures);
    const row = { name: 'cluster', title, seconds, contenders: figures, targets };
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
