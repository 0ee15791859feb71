/**
 * `npm run bench:sync [-- --quick]`: what live documents cost on this machine. Prints JSON with medians; the servers take
 * turns, because machines differ, and change while they run, by a factor of two.
 */
import { cpus, loadavg } from 'node:os';
import { eventually } from '../support/eventually.ts';
import { BenchClient } from './BenchClient.ts';
import { type Contender, startRelay, startYWebsocket, startYWebsocketOnLevelDb } from './contenders.ts';
import { cpuOf } from './cpu.ts';
import { fill, largeBoard } from './large-board.ts';
import { medians, rounded } from './medians.ts';
import { type Muster, startMuster } from './muster.ts';
import { runJob } from './run-job.ts';
import { ROOMS, SCENARIOS, type Scenario } from './scenarios.ts';

const QUICK = process.argv.includes('--quick');
const ROUNDS = QUICK ? 1 : 3;
const SECONDS = QUICK ? 2 : 2.5;
/** Milliseconds after which no further round begins. */
const LOADS_MAY_TAKE = 75_000;
const OPENINGS_MAY_TAKE = 25_000;
const CARDS = 5_000;
/** The server makes a snapshot every 500 updates; the rest is the tail. */
const SNAPSHOT_REACHES = 4_500;

type Figures = Record<string, number | null>;

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function measureLoad(contender: Contender, scenario: Scenario): Promise<Figures> {
  const addresses = Array.from({ length: scenario.rooms }, (_, room) => contender.address(scenario.firstRoom + room));
  const job = { kind: 'load', scenario, addresses, joins: contender.joins, seconds: SECONDS } as const;
  const { result, serverCpu, databaseCpu } = await runJob<'load'>(contender, job);
  const thousands = result.deliveries / 1_000;
  return {
    deliveriesPerSecond: result.deliveriesPerSecond,
    p50Ms: result.p50,
    p99Ms: result.p99,
    serverCpuMsPer1000: serverCpu / thousands,
    databaseCpuMsPer1000: databaseCpu === null ? null : databaseCpu / thousands,
  };
}

/** Every contender in every scenario, once. */
async function measureRound(contenders: readonly Contender[]): Promise<Figures[][]> {
  const round: Figures[][] = [];
  for (const scenario of SCENARIOS) {
    const row: Figures[] = [];
    for (const contender of contenders) {
      say(`${scenario.name}: ${contender.name}`);
      row.push(await measureLoad(contender, scenario));
    }
    round.push(row);
  }
  return round;
}

/** As many rounds as there is time for; on a busy machine a round may take several times as long. */
async function repeat<Result>(mayTake: number, measure: () => Promise<Result>): Promise<Result[]> {
  const began = performance.now();
  const results: Result[] = [];
  while (results.length < ROUNDS && (results.length === 0 || performance.now() - began < mayTake)) {
    say(`round ${results.length + 1} of ${ROUNDS}`);
    results.push(await measure());
  }
  return results;
}

function table(
  contenders: readonly Contender[],
  rounds: readonly Figures[][][],
): Record<string, Record<string, Figures>> {
  const rowOf = (scenario: number) =>
    contenders.map(({ name }, contender) => {
      const measured = rounds.map((round) => round[scenario]?.[contender] ?? {});
      return [name, medians(measured)] as const;
    });
  return Object.fromEntries(SCENARIOS.map(({ name }, scenario) => [name, Object.fromEntries(rowOf(scenario))]));
}

async function measureOpening(contender: Contender, room: number, documentBytes: number): Promise<Figures> {
  const opened: Figures = {};
  for (const clients of [1, 50]) {
    await contender.restart?.();
    (await BenchClient.join(contender.address(0))).close();
    await quiet(contender);
    const job = { kind: 'open', address: contender.address(room), clients, documentBytes } as const;
    const { result, serverCpu } = await runJob<'open'>(contender, job);
    opened[`${clients} clients, ms`] = result.last;
    opened[`${clients} clients, server CPU ms`] = serverCpu;
  }
  return opened;
}

/** Cold: the server was just restarted and has opened one other document since, so it has nothing of the board in memory. */
async function measureOpenings(
  contenders: readonly Contender[],
  room: number,
  bytes: number,
): Promise<Record<string, Figures>> {
  const rounds = await repeat(OPENINGS_MAY_TAKE, async () => {
    const row: Figures[] = [];
    for (const contender of contenders) {
      say(`cold open: ${contender.name}`);
      row.push(await measureOpening(contender, room, bytes));
    }
    return row;
  });
  const columns = contenders.map(({ name }, index) => [name, medians(rounds.map((row) => row[index] ?? {}))] as const);
  return Object.fromEntries(columns);
}

/** Waits until a server has nothing left to do. */
async function quiet(contender: Contender): Promise<void> {
  let last = -1;
  await eventually(
    `${contender.name} to be quiet`,
    async () => {
      const before = last;
      last = cpuOf(contender.pid);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return before === last;
    },
    60_000,
  );
}

async function coldOpen(muster: Muster, room: number): Promise<Record<string, unknown>> {
  const { updates, bytes } = largeBoard(CARDS);
  const levelDb = await startYWebsocketOnLevelDb();
  try {
    say(`writing a board of ${CARDS} cards`);
    await fill(levelDb.address(room), updates);
    await fill(muster.address(room), updates);
    await eventually('a snapshot', async () => (await muster.snapshotOf(room)) >= SNAPSHOT_REACHES, 60_000);
    await Promise.all([quiet(levelDb), quiet(muster)]);
    return { cards: CARDS, bytes, ...(await measureOpenings([muster, levelDb], room, bytes)) };
  } finally {
    await levelDb.stop();
  }
}

async function main(): Promise<void> {
  const began = performance.now();
  // Figures from a machine that was busy with something else say little; this tells.
  const before = { cores: cpus().length, loadBefore: rounded(loadavg()[0] ?? 0) };
  say('starting the servers');
  const muster = await startMuster(ROOMS + 1);
  const others = await Promise.all([startYWebsocket(), startRelay()]);
  try {
    const opening = await coldOpen(muster, ROOMS);
    const contenders = [muster, ...others];
    const rounds = await repeat(LOADS_MAY_TAKE, () => measureRound(contenders));
    const machine = { ...before, processor: cpus()[0]?.model ?? '', node: process.version };
    const loads = table(contenders, rounds);
    const seconds = Math.round((performance.now() - began) / 1_000);
    console.log(JSON.stringify({ machine, rounds: rounds.length, seconds, ...loads, 'cold open': opening }, null, 2));
  } finally {
    for (const contender of [muster, ...others]) await contender.stop();
  }
}

await main();
process.exit(0);
