import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { restoreBackup } from '../../scripts/backup/restore-backup.ts';
import { writeBackup } from '../../scripts/backup/write-backup.ts';
import { signIn } from '../support/client.ts';
import { createDatabase, createEmptyDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { person } from '../support/fixtures.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { boardEditor, contentsOf, idsIn } from '../sync/crash/board-edits.ts';
import { randomFrom } from '../sync/random.ts';
import { openReplica, saved, synced } from '../sync/replica.ts';
import { Writer } from '../sync/Writer.ts';

const seed = Number(process.env.MUSTER_TEST_SEED ?? Date.now() % 1_000_000);
const random = randomFrom(seed);
const folder = mkdtempSync(join(tmpdir(), 'muster-open-screens-'));
const file = join(folder, 'all.gz');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Different people on one board, who all edit. */
async function peopleAt({ url, webSocketUrl }: TestServer): Promise<{ documentName: string; writers: Writer[] }> {
  const people = await Promise.all(['super_admin', 'dispatcher', 'manager'].map((role) => signIn(url, person(role))));
  const board = await people[0]?.api.work.boards.create.mutate({
    name: 'Kept open',
    kind: 'team',
    tenantAccess: 'editor',
  });
  const documentName = board?.documentName ?? '';
  const writers = people.map(({ token, userId }) => {
    return new Writer(openReplica(webSocketUrl, documentName, token), boardEditor(userId, random), random);
  });
  for (const { replica } of writers) await synced(replica);
  for (const writer of writers) writer.start();
  return { documentName, writers };
}

async function untilAllWrote(writers: Writer[], edits: number): Promise<void> {
  const goals = writers.map(({ acknowledged }) => acknowledged.size + edits);
  const isReached = () => writers.every(({ acknowledged }, index) => acknowledged.size >= (goals[index] ?? 0));
  await eventually('everybody goes on', isReached);
}

test(`whoever stays at their screen while a backup is restored brings back what came after it (MUSTER_TEST_SEED=${seed})`, async () => {
  const before = await createDatabase();
  const lost = await startServer({ databaseUrl: before.url });
  const { documentName, writers } = await peopleAt(lost);
  await untilAllWrote(writers, 20);
  await writeBackup(before.url, file);
  await untilAllWrote(writers, 40);
  await lost.kill();
  await before.drop();

  const after = await createEmptyDatabase();
  await restoreBackup(after.url, file);
  const server = await startServer({ databaseUrl: after.url });
  for (const { replica } of writers) {
    replica.provider.serverUrl = `${server.webSocketUrl}/sync`;
    replica.provider.connect();
  }
  await untilAllWrote(writers, 20);
  for (const writer of writers) writer.pause();
  for (const { replica } of writers) await saved(replica);

  const { token } = await signIn(server.url, person('manager'));
  const newcomer = openReplica(server.webSocketUrl, documentName, token);
  await synced(newcomer);
  const there = idsIn(newcomer.doc);
  expect(writers.flatMap(({ made }) => made).filter((id) => !there.has(id))).toEqual([]);
  for (const { replica } of [...writers, { replica: newcomer }]) {
    expect(contentsOf(replica.doc)).toEqual(contentsOf(newcomer.doc));
    replica.provider.destroy();
  }
  await server.stop();
  await after.drop();
}, 180_000);
