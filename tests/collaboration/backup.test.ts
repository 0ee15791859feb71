import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCard } from '@muster/contract/work/board-cards';
import { liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { readBoardContents } from '@muster/contract/work/board-whole';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { type BackupPart, readBackup } from '../../scripts/backup/read-backup.ts';
import { restoreBackup } from '../../scripts/backup/restore-backup.ts';
import { writeBackup } from '../../scripts/backup/write-backup.ts';
import { inRepository } from '../../scripts/repository.ts';
import { type SignedIn, signIn } from '../support/client.ts';
import { createDatabase, createEmptyDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { person } from '../support/fixtures.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { openReplica, type Replica, saved, synced } from '../sync/replica.ts';

const folder = mkdtempSync(join(tmpdir(), 'muster-backup-'));
const file = join(folder, 'all.gz');
const env = { MUSTER_KEYS: `drill:${randomBytes(32).toString('base64')}` };

/** What was there when the disaster came. */
interface Before {
  documentName: string;
  contents: unknown;
  versionId: string;
  token: string;
}

let before: Before;

beforeAll(async () => {
  const database = await createDatabase();
  const server = await startServer({ databaseUrl: database.url, env });
  before = await fillAndBackUp(server, database.url);
  await server.kill();
  await database.drop();
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function addCard({ doc }: Replica, owner: SignedIn, title: string): void {
  const edit = { userId: owner.userId, at: new Date().toISOString(), origin: null };
  createCard(doc, edit, { id: newId(), title, columnId: liveColumns(readColumns(doc))[0]?.id ?? '' });
}

/** A board, a version of it and more edits, backed up while somebody goes on editing another board. */
async function fillAndBackUp(server: TestServer, databaseUrl: string): Promise<Before> {
  const owner = await signIn(server.url, person('dispatcher'));
  const boards = owner.api.work.boards.create;
  const { documentName } = await boards.mutate({ name: 'Kept', kind: 'team' });
  const screen = openReplica(server.webSocketUrl, documentName, owner.token);
  await synced(screen);
  addCard(screen, owner, 'Before the version');
  await saved(screen);
  const { id: versionId } = await owner.api.collaboration.versions.create.mutate({ documentName, name: 'Kept too' });
  for (const title of ['Sofa “bed”, (blue)', 'Línea\\nueva\n\t"quoted"', 'Пианино 🎹']) addCard(screen, owner, title);
  await saved(screen);
  const busy = openReplica(
    server.webSocketUrl,
    (await boards.mutate({ name: 'Busy', kind: 'team' })).documentName,
    owner.token,
  );
  await synced(busy);
  const typing = setInterval(() => addCard(busy, owner, 'Meanwhile'), 5);
  await eventually('somebody types', () => readBoardContents(busy.doc).cards.length > 5);
  await writeBackup(databaseUrl, file);
  clearInterval(typing);
  const contents = readBoardContents(screen.doc);
  for (const { provider } of [screen, busy]) provider.destroy();
  return { documentName, contents, versionId, token: owner.token };
}

async function partsOf(path: string): Promise<BackupPart[]> {
  const parts: BackupPart[] = [];
  for await (const part of readBackup(path)) parts.push(part);
  return parts;
}

const rowsOf = (parts: BackupPart[]) => parts.filter((part) => part.kind === 'row' || part.kind === 'table');

describe('a backup, after everything else was lost', () => {
  test('brings everything back: rows, audit chain, sign-in, documents and versions', async () => {
    const database = await createEmptyDatabase();
    const { rows } = await restoreBackup(database.url, file);
    expect(rows).toBeGreaterThan(100);
    const again = join(folder, 'again.gz');
    await writeBackup(database.url, again);
    expect(rowsOf(await partsOf(again))).toEqual(rowsOf(await partsOf(file)));
    const verified = spawnSync(
      process.execPath,
      [inRepository('scripts/run.mjs'), inRepository('apps/server/src/identity/audit-log/verify-main.ts')],
      { env: { ...process.env, DATABASE_URL: database.url }, encoding: 'utf8' },
    );
    expect(verified.stdout).toContain('✓ Northwind Movers');
    expect(verified.status).toBe(0);
    await expectAllAtWork(database.url);
    await database.drop();
  }, 120_000);

  test('that was changed, cut short or is none restores nothing', async () => {
    const whole = readFileSync(file);
    const changed = Buffer.from(whole);
    changed[Math.floor(whole.length / 2)] = (whole[Math.floor(whole.length / 2)] ?? 0) ^ 1;
    const broken = [changed, whole.subarray(0, whole.length - 100), Buffer.from('no backup at all'), Buffer.alloc(0)];
    const database = await createEmptyDatabase();
    for (const [index, bytes] of broken.entries()) {
      const path = join(folder, `broken-${index}`);
      writeFileSync(path, bytes);
      await expect(restoreBackup(database.url, path)).rejects.toThrow(/cannot be restored/);
    }
    await restoreBackup(database.url, file);
    await database.drop();
  }, 60_000);

  test('is never restored over companies that are there', async () => {
    const database = await createDatabase();
    await expect(restoreBackup(database.url, file)).rejects.toThrow(/holds companies already/);
    await database.drop();
  });
});

async function expectAllAtWork(databaseUrl: string): Promise<void> {
  const server = await startServer({ databaseUrl, env });
  const { documentName, contents, versionId, token } = before;
  const owner = await signIn(server.url, person('dispatcher'));
  const screen = openReplica(server.webSocketUrl, documentName, token);
  await synced(screen);
  expect(readBoardContents(screen.doc)).toEqual(contents);
  const { items } = await owner.api.collaboration.versions.list.query({ documentName });
  expect(items.map((version) => version.id)).toContain(versionId);
  addCard(screen, owner, 'Life goes on');
  await saved(screen);
  screen.provider.destroy();
  await server.stop();
}
