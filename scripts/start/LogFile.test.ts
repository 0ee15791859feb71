import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { LogFile } from './LogFile.ts';

const disk = vi.hoisted(() => ({ isFull: false }));

vi.mock(import('node:fs'), async (importOriginal) => {
  const original = await importOriginal();
  const appendFileSync: typeof original.appendFileSync = (...written) => {
    if (disk.isFull) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    original.appendFileSync(...written);
  };
  return { ...original, appendFileSync };
});

const folder = mkdtempSync(join(tmpdir(), 'muster-log-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a full disk ends nothing; the log goes on when there is room, and says what it lacks', () => {
  const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const log = new LogFile(join(folder, 'server.log'));
  log.write('before\n');
  disk.isFull = true;
  log.write('lost\n');
  log.write('lost, too\n');
  disk.isFull = false;
  log.write('after\n');
  expect(said.mock.calls.filter(([text]) => String(text).includes('ENOSPC'))).toHaveLength(1);
  said.mockRestore();
  const written = readFileSync(join(folder, 'server.log'), 'utf8');
  expect(written).toMatch(/^before\n\n\{.*15 bytes of the log.*\}\nafter\n$/);
});
