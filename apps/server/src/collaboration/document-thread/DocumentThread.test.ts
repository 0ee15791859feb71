import { expect, test, vi } from 'vitest';
import { DocumentThread } from './DocumentThread.ts';
import type { Task } from './operation.ts';

vi.hoisted(() => {
  process.env.LOG_LEVEL = 'silent';
});

const never = () => Promise.reject(new Error('nobody asked for this'));
const desk: Task = {
  tenantId: 'north',
  subject: 'a document',
  load: never,
  loadAfter: never,
  append: never,
  keep: never,
};
const operation = { name: 'any', run: never };

const thread = (code: string) => new DocumentThread(new URL(`data:text/javascript,${encodeURIComponent(code)}`));

test('says that it cannot work when no thread lives for long enough', async () => {
  const dying = thread('process.exit(1)');
  await expect(dying.perform(operation, null, desk)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('cannot work on documents at the moment'),
  });
  await dying.stop();
});

const dyingOnce = `
import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ id, input }) => {
  const deaths = new Int32Array(input);
  if (deaths[0]++ === 0) process.exit(1);
  parentPort.postMessage({ id, type: 'done', output: 'alive' });
});`;

test('begins what a thread was at anew when that dies', async () => {
  const replaced = thread(dyingOnce);
  expect(await replaced.perform(operation, new SharedArrayBuffer(4), desk)).toBe('alive');
  await replaced.stop();
});

const failing = `
import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ id, input }) => parentPort.postMessage({ id, type: 'failed', failure: input }));`;

test('errors cross as they were thrown: what is for people with all that they are told', async () => {
  const elsewhere = thread(failing);
  const problem = { code: 'not_found', message: 'This card does not exist.', action: 'Check the link.' };
  await expect(elsewhere.perform(operation, { problem }, desk)).rejects.toMatchObject({
    code: 'not_found',
    message: problem.message,
    details: { action: problem.action },
  });
  const broken = { message: 'undefined is no function', stack: 'at there' };
  await expect(elsewhere.perform(operation, broken, desk)).rejects.toMatchObject(broken);
  await elsewhere.stop();
});
