import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { type BackupPart, readBackup } from './read-backup.ts';

const folder = mkdtempSync(join(tmpdir(), 'muster-read-backup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lineOf = (value: unknown) => `${JSON.stringify(value)}\n`;

/** A backup of so many rows of 100 characters, in one table. */
const backupOf = (rows: number) =>
  backupOfRows(Array.from({ length: rows }, (_, index) => `(${String(index).padStart(98, '0')})`));

function backupOfRows(rows: readonly string[]): Buffer {
  const header = { format: 'muster-backup', version: 1, takenAt: '2026-11-21T09:00:00.000Z', migrations: [] };
  const table = { schema: 'public', table: 'note', columns: ['text'] };
  const lines = [header, table, ...rows].map(lineOf).join('');
  const sha256 = createHash('sha256').update(lines).digest('hex');
  return gzipSync(lines + lineOf({ tables: 1, rows: rows.length, sha256 }));
}

function fileOf(name: string, bytes: Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

/** Whoever loads a backup waits for the database between its parts. */
async function readSlowly(file: string): Promise<BackupPart[]> {
  const parts: BackupPart[] = [];
  for await (const part of readBackup(file)) {
    if (parts.length % 100 === 0) await new Promise(setImmediate);
    parts.push(part);
  }
  return parts;
}

test.each([0, 1, 500, 5_000, 50_000])('a backup of %d rows is read to its end, however slowly', async (rows) => {
  const parts = await readSlowly(fileOf(`${rows}.gz`, backupOf(rows)));
  expect(parts).toHaveLength(rows + 3);
  expect(parts.at(-1)).toMatchObject({ kind: 'trailer', trailer: { rows } });
});

/** Minutes, were the whole line looked through with every piece that comes of it. */
test('a row as long as a full document makes it is read', async () => {
  const row = `(${'\\x'.padEnd(40_000_000, '0')})`;
  const parts = await readSlowly(fileOf('long.gz', backupOfRows([row, '(short)'])));
  expect(parts.slice(2, 4).map((part) => part.kind === 'row' && part.row.length)).toEqual([row.length, 7]);
});

test.each([0.01, 0.5, 0.99])('one that is cut short at %d of its length is said to be so', async (share) => {
  const whole = backupOf(5_000);
  const cut = fileOf('cut.gz', whole.subarray(0, Math.floor(whole.length * share)));
  await expect(readSlowly(cut)).rejects.toThrow(/cut\.gz cannot be restored: unexpected end of file/);
});

test('one that is not there is said to be so', async () => {
  await expect(readSlowly(join(folder, 'nowhere.gz'))).rejects.toThrow(/cannot be restored: .*nowhere\.gz/);
});

test('who needs no more of it may stop', async () => {
  for await (const part of readBackup(fileOf('stopped.gz', backupOf(50_000)))) if (part.kind === 'table') break;
  expect(await readSlowly(join(folder, 'stopped.gz'))).toHaveLength(50_003);
});
