import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { idsIn } from './crash/board-edits.ts';
import { Crew, newBoard } from './crash/Crew.ts';
import { expectIdenticalEnds } from './crash/identical-ends.ts';
import { Scene, type Victim } from './crash/Scene.ts';
import { storedDocument } from './crash/stored-board.ts';
import { randomFrom } from './random.ts';

/** A short run; `npm run test:crash` asks for more. */
const kills = Number(process.env.MUSTER_CRASH_KILLS ?? 10);
const killsOfACrew = 20;
/** Milliseconds; a busy machine takes its time to come back. */
const patience = 60_000;
const seed = Number(process.env.MUSTER_TEST_SEED ?? Date.now() % 1_000_000);
const random = randomFrom(seed);

let scene: Scene;
const tally = { server: 0, postgres: 0, both: 0, made: 0, acknowledged: 0, received: 0 };

beforeAll(async () => {
  scene = await Scene.set();
});

afterAll(() => scene.strike());

function nextVictim(): Victim {
  const number = random();
  return number < 0.4 ? 'server' : number < 0.8 ? 'postgres' : 'both';
}

/** A moment that nobody chose: some acknowledgements later, sometimes before anybody is even back. */
async function randomMoment(crew: Crew): Promise<void> {
  const goal = crew.acknowledged + Math.floor(random() ** 2 * 60);
  await eventually('the writers are in full swing', () => crew.acknowledged >= goal, patience).catch((cause) => {
    throw new Error(crew.statuses(), { cause });
  });
  for (let turns = Math.floor(random() * 20); turns > 0; turns--) await new Promise(setImmediate);
}

async function expectPromisesKept(crew: Crew): Promise<void> {
  const { acknowledged, received } = crew.promises();
  const stored = idsIn(await storedDocument(scene.postgres, crew.documentName));
  expect(
    acknowledged.filter((id) => !stored.has(id)),
    'acknowledged, and gone',
  ).toEqual([]);
  expect(
    received.filter((id) => !stored.has(id)),
    'seen by others, and gone',
  ).toEqual([]);
}

async function killDuring(crew: Crew): Promise<void> {
  const victim = nextVictim();
  await randomMoment(crew);
  await scene.kill(victim);
  tally[victim] += 1;
  crew.travel();
  await scene.revive(victim);
  await expectPromisesKept(crew);
  crew.hurry();
}

async function work(rounds: number): Promise<void> {
  const crew = new Crew(scene.server.webSocketUrl, await newBoard(scene.owner), scene.owner, random);
  await crew.startAll();
  for (let round = 0; round < rounds; round++) await killDuring(crew);
  crew.comeHome();
  await expectIdenticalEnds(scene, crew, patience);
  tally.made += crew.writers.reduce((sum, writer) => sum + writer.made.length, 0);
  tally.acknowledged += crew.acknowledged;
  tally.received += crew.promises().received.length;
  crew.end();
}

test(`${kills} SIGKILLs of the server, of PostgreSQL and of both lose nothing that anybody was promised (MUSTER_TEST_SEED=${seed})`, async () => {
  for (let done = 0; done < kills; done += killsOfACrew) await work(Math.min(killsOfACrew, kills - done));
  console.info(`crash test, seed ${seed}: ${JSON.stringify(tally)}`);
  expect(tally.server + tally.postgres + tally.both).toBe(kills);
  expect(tally.acknowledged).toBe(tally.made);
}, 3_600_000);
