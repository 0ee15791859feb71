import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { Crew, newBoard } from './crash/Crew.ts';
import { Flood } from './crash/Flood.ts';
import { expectIdenticalEnds } from './crash/identical-ends.ts';
import { residentMegabytes } from './crash/resident-megabytes.ts';
import { Scene } from './crash/Scene.ts';
import { smallDiskForEach } from './crash/small-disk-for-each.ts';
import { randomFrom } from './random.ts';
import { saved, synced } from './replica.ts';

const patience = 60_000;
const seed = Number(process.env.MUSTER_TEST_SEED ?? Date.now() % 1_000_000);
/** At least so long; without it, until everything that is to be seen was seen. `npm run test:crash` takes 30. */
const outageSeconds = Number(process.env.MUSTER_OUTAGE_SECONDS ?? 0);
/** What is pasted into each of three boards while nothing can be stored; no document may take more than 20. */
const pasted = { small: 15, tooLarge: 40 };
/** Megabytes that the server may take beyond what it took before: `maxPendingBytes`, and what it needs to work. */
const mostGrowth = 256;

let scene: Scene;
let crew: Crew;

async function setOut(folder?: string): Promise<void> {
  scene = await Scene.set(folder);
  crew = new Crew(scene.server.webSocketUrl, await newBoard(scene.owner), scene.owner, randomFrom(seed));
  await crew.startAll();
  await eventually('edits are stored', () => crew.acknowledged > 20, patience);
}

async function goHome(): Promise<void> {
  crew.end();
  await scene.strike();
}

const saves = () => crew.writers.map(({ replica }) => replica.provider.getStatus().save);

/** Nobody is told that anything is saved, and everybody is told that it waits, for as long as the outage lasts. */
async function expectOutage(): Promise<void> {
  const begin = Date.now();
  await eventually('everybody sees that changes wait', () => saves().every((save) => save === 'waiting'), patience);
  const acknowledged = crew.acknowledged;
  const made = crew.writers.map((writer) => writer.made.length);
  const goOn = () => crew.writers.every((writer, index) => writer.made.length > (made[index] ?? 0) + 50);
  await eventually('people work on', goOn, patience);
  await eventually('the outage lasts', () => Date.now() - begin > outageSeconds * 1000, patience);
  expect(crew.acknowledged, 'nothing is acknowledged that is not stored').toBe(acknowledged);
  expect(saves().every((save) => save === 'waiting')).toBe(true);
}

/** Everything goes on by itself: in the same process, and for everybody. */
async function expectRecovery(pid: number): Promise<void> {
  await eventually('edits are stored again', () => saves().every((save) => save !== 'waiting'), patience);
  expect(scene.server.pid).toBe(pid);
  expect(process.kill(pid, 0)).toBe(true);
  crew.comeHome();
  await expectIdenticalEnds(scene, crew, patience);
}

describe('PostgreSQL is gone for a while', () => {
  beforeEach(() => setOut());
  afterEach(goHome);

  test(`edits wait and are seen to wait, memory is bounded, and all goes on by itself (MUSTER_TEST_SEED=${seed})`, async () => {
    const { pid } = scene.server;
    const floods = await openFloods(4);
    const [greedy, ...modest] = floods;
    const before = residentMegabytes(pid);
    await scene.kill('postgres');
    await greedy?.send(pasted.tooLarge);
    for (const flood of modest) await flood.send(pasted.small);
    await expectOutage();
    const growth = residentMegabytes(pid) - before;
    const offered = pasted.tooLarge + modest.length * pasted.small;
    console.info(`${offered} MB pasted in the outage; the server grew by ${Math.round(growth)} MB`);
    expect(growth).toBeLessThan(mostGrowth);
    await scene.revive('postgres');
    const refusal = () => greedy?.replica.provider.getStatus().refusal?.code;
    await eventually('L1: what is too large is refused', () => refusal() === 'document_too_large', patience);
    await expectRecovery(pid);
    for (const { replica } of modest) await saved(replica);
    for (const { replica } of floods) replica.provider.destroy();
  }, 300_000);
});

async function openFloods(count: number): Promise<Flood[]> {
  const floods: Flood[] = [];
  for (let index = 0; index < count; index++) {
    const flood = new Flood(scene.server.webSocketUrl, await newBoard(scene.owner), scene.owner);
    await synced(flood.replica);
    floods.push(flood);
  }
  return floods;
}

describe('the disk under PostgreSQL is full', () => {
  const disk = smallDiskForEach(400, { setOut, goHome });

  test.skipIf(!disk)(
    `edits wait until there is room again, and then all goes on by itself (MUSTER_TEST_SEED=${seed})`,
    async () => {
      const { pid } = scene.server;
      disk?.fill();
      await expectOutage();
      disk?.free();
      await scene.postgres.restart();
      await expectRecovery(pid);
    },
    300_000,
  );
});
