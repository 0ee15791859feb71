import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LogOutput } from './LogOutput.ts';

const disk = vi.hoisted(() => ({ isFull: false }));

vi.mock(import('node:fs'), async (importOriginal) => {
  const original = await importOriginal();
  const writeSync = (...written: Parameters<typeof original.writeSync>) => {
    if (disk.isFull) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    return original.writeSync(...written);
  };
  return { ...original, writeSync } as typeof original;
});

let folder: string;
let file: string;
let descriptor: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-log-'));
  file = join(folder, 'log');
  descriptor = openSync(file, 'a');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const written = () => readFileSync(file, 'utf8');

it('writes the lines of one moment in their order', async () => {
  const output = new LogOutput(descriptor);
  for (const line of ['one\n', 'two\n', 'trois é\n']) output.write(line);
  await vi.waitFor(() => expect(written()).toBe('one\ntwo\ntrois é\n'));
  output.write('four\n');
  await vi.waitFor(() => expect(written()).toBe('one\ntwo\ntrois é\nfour\n'));
});

it('writes the last words before it returns', () => {
  const output = new LogOutput(descriptor);
  output.write('one\n');
  output.write('two\n');
  output.flushSync();
  expect(written()).toBe('one\ntwo\n');
});

it('gives up what can never be written, and takes no more', () => {
  const output = new LogOutput(descriptor);
  closeSync(descriptor);
  output.write('one\n');
  output.write('two\n');
  output.flushSync();
  output.write('three\n');
  output.flushSync();
  expect(written()).toBe('');
});

it('keeps what a full disk does not take, and writes it once there is room', async () => {
  const output = new LogOutput(descriptor);
  disk.isFull = true;
  output.write('one\n');
  output.flushSync();
  disk.isFull = false;
  output.write('two\n');
  await vi.waitFor(() => expect(written()).toBe('one\ntwo\n'));
});
