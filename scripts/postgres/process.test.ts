import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { commandLine, isAlive, processIdentity, waitUntil } from './process.ts';

test('a process is known by more than its id', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'a-word-of-ours']);
  const pid = child.pid ?? 0;
  expect(isAlive(pid)).toBe(true);
  expect(await waitUntil(() => commandLine(pid)?.includes('a-word-of-ours') === true, 5000)).toBe(true);
  expect(processIdentity(pid)).toBe(processIdentity(pid));
  expect(processIdentity(pid)).not.toBe(processIdentity(process.pid));
  child.kill('SIGKILL');
  expect(await waitUntil(() => processIdentity(pid) === undefined, 5000)).toBe(true);
  expect(commandLine(pid)).toBeUndefined();
});

test('waiting ends with no when the time is over', async () => {
  expect(await waitUntil(() => false, 50)).toBe(false);
});
