import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SignedIn, signIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { person } from '../support/fixtures.ts';
import { idsIn } from './crash/board-edits.ts';
import { Crew, newBoard } from './crash/Crew.ts';
import { Flood } from './crash/Flood.ts';
import { expectIdenticalEnds } from './crash/identical-ends.ts';
import { residentMegabytes } from './crash/resident-megabytes.ts';
import { Scene } from './crash/Scene.ts';
import { smallDiskForEach } from './crash/small-disk-for-each.ts';
import { missingSequences, storedDocument } from './crash/stored-board.ts';
import { randomFrom } from './random.ts';
import { saved, synced } from './replica.ts';

const patience = 60_000;
const seed = Number(process.env.MUSTER_TEST_SEED ?? Date.now() % 1_000_000);
const random = randomFrom(seed);
/** A short run; `npm run test:crash` asks for more. Each takes as long as five of crash.test.ts. */
const kills = Math.ceil(Number(process.env.MUSTER_CRASH_KILLS ?? 20) / 5);

let scene: Scene;
/** People who edit a board of their own meanwhile. */
let crew: Crew;
/** A document whose snapshot takes megabytes. */
let large: Flood;
let largeName: string;

async function setOut(folder?: string): Promise<void> {
  scene = await Scene.set(folder, { LOG_LEVEL: 'warn' });
  crew = new Crew(scene.server.webSocketUrl, await newBoard(scene.owner), scene.owner, random);
  await crew.startAll();
  largeName = await newBoard(scene.owner);
  large = new Flood(scene.server.webSocketUrl, largeName, scene.owner);
  await synced(large.replica);
}

async function goHome(): Promise<void> {
  large.replica.provider.destroy();
  crew.end();
  await scene.strike();
}

async function sequenceOfSnapshot(): Promise<number> {
  const [row] = await scene.postgres.query<{ sequence: string }>(
    'select s.sequence from document_snapshot s join document d on d.id = s.document_id where d.name = $1',
    [largeName],
  );
  return Number(row?.sequence ?? 0);
}

/** Whatever became of a snapshot: it and the log behind it are the whole document, and hold all that was promised. */
async function expectAllStored(): Promise<void> {
  const { acknowledged, received } = crew.promises();
  const stored = idsIn(await storedDocument(scene.postgres, crew.documentName));
  expect([...acknowledged, ...received].filter((id) => !stored.has(id))).toEqual([]);
  for (const name of [crew.documentName, largeName]) expect(await missingSequences(scene.postgres, name)).toEqual([]);
}

async function expectLargeStored(): Promise<void> {
  const stored = await storedDocument(scene.postgres, largeName);
  expect(stored.getText('notes').toString()).toBe(large.replica.doc.getText('notes').toString());
}

describe('the disk fills while a document is compacted', () => {
  /** Megabytes: what is edited fits, its snapshot beside it does not. */
  const size = { disk: 400, edited: 12, left: 20 };
  const updatesWorthSnapshot = 500;
  /** Megabytes that the server may take beyond what it took before. */
  const mostGrowth = 256;
  const disk = smallDiskForEach(size.disk, { setOut, goHome });

  /** PostgreSQL ends where its own log finds no room; that has files in stock here, as on a disk of its own. */
  async function stockLogFiles(): Promise<void> {
    for (let file = 0; file < 5; file++)
      await scene.postgres.query(`select pg_logical_emit_message(true, '', ''), pg_switch_wal()`);
    await scene.postgres.query('checkpoint');
  }

  async function editLarge(): Promise<void> {
    await large.send(size.edited);
    const text = large.replica.doc.getText('notes');
    for (let update = 0; update < updatesWorthSnapshot; update++) {
      text.insert(0, 'x');
      if (update % 20 === 0) await new Promise(setImmediate);
    }
    await saved(large.replica);
  }

  const metrics = async () => (await fetch(`${scene.server.url}/metrics`)).text();
  const failures = async () => Number(/^muster_compaction_failures_total (\d+)/m.exec(await metrics())?.[1]);

  test.skipIf(!disk)(
    `all of it stays in the log, and it is tried again until there is room (MUSTER_TEST_SEED=${seed})`,
    async () => {
      const { pid } = scene.server;
      const before = residentMegabytes(pid);
      await stockLogFiles();
      disk?.fill({ leaving: size.left });
      await editLarge();
      await eventually('a snapshot finds no room', async () => (await failures()) > 0, patience);
      await eventually('the log says so', () => /could not be compacted/.test(scene.server.logs()));
      expect(residentMegabytes(scene.server.pid) - before).toBeLessThan(mostGrowth);
      disk?.free();
      await scene.postgres.restart();
      await expectAllStored();
      await expectLargeStored();
      const written = () => sequenceOfSnapshot().then((sequence) => sequence > updatesWorthSnapshot);
      await eventually('the snapshot is written', written, patience);
      await expectLargeStored();
      expect(scene.server.pid).toBe(pid);
      crew.comeHome();
      await expectIdenticalEnds(scene, crew, patience);
    },
    300_000,
  );
});

describe('the server or PostgreSQL is killed while a document is compacted', () => {
  const megabytes = 8;
  let admin: SignedIn;
  let id: string;

  beforeEach(async () => {
    await setOut();
    admin = await signIn(scene.server.url, person('super_admin'));
    await large.send(megabytes);
    await saved(large.replica);
    const { items } = await admin.api.collaboration.liveDocuments.list.query({ sort: 'size', limit: 1 });
    id = items[0]?.id ?? '';
  });
  afterEach(goHome);

  const compact = () => admin.api.collaboration.liveDocuments.compact.mutate({ id });

  async function editLarge(): Promise<void> {
    large.replica.doc.getText('notes').insert(0, 'x');
    await saved(large.replica);
  }

  /** Until PostgreSQL is at the statement that writes the snapshot and cuts the log, or is done with it. */
  async function untilItIsWritten(compacted: Promise<unknown>): Promise<void> {
    let isDone = false;
    void compacted.then(() => {
      isDone = true;
    });
    const statements = `select from pg_stat_activity where state = 'active' and query like 'with target as%'`;
    const isUnderWay = async () => isDone || (await scene.postgres.query(statements)).length > 0;
    await eventually('the snapshot is being written', isUnderWay, patience);
  }

  /** @returns whether the snapshot had been written by then */
  async function killWithin(milliseconds: number): Promise<boolean> {
    await editLarge();
    const before = await sequenceOfSnapshot();
    const compacted = compact().catch(() => undefined);
    if (random() < 0.7) await untilItIsWritten(compacted);
    else await new Promise((resolve) => setTimeout(resolve, random() * milliseconds));
    for (let turns = Math.floor(random() * 20); turns > 0; turns--) await new Promise(setImmediate);
    const victim = random() < 0.5 ? 'server' : 'postgres';
    await scene.kill(victim);
    await scene.revive(victim);
    await compacted;
    const isWritten = (await sequenceOfSnapshot()) > before;
    await expectAllStored();
    await expectLargeStored();
    crew.hurry();
    large.replica.provider.connect();
    return isWritten;
  }

  test(`${kills} SIGKILLs at random moments leave the old snapshot or the new one (MUSTER_TEST_SEED=${seed})`, async () => {
    const began = performance.now();
    await compact();
    const took = performance.now() - began;
    const tally = { written: 0, givenUp: 0 };
    for (let kill = 0; kill < kills; kill++) tally[(await killWithin(took)) ? 'written' : 'givenUp'] += 1;
    console.info(`kills while compacting (${Math.round(took)} ms), seed ${seed}: ${JSON.stringify(tally)}`);
    await editLarge();
    await compact();
    await expectLargeStored();
    expect(await missingSequences(scene.postgres, largeName)).toEqual([]);
    crew.comeHome();
    await expectIdenticalEnds(scene, crew, patience);
  }, 3_600_000);
});
