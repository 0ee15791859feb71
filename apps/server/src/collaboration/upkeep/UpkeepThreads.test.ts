import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { UpkeepThreads } from './UpkeepThreads.ts';

const dyingThread = new URL('data:text/javascript,process.exit(1)');

/** Starts it; resolves when its thread is gone. */
async function startAndLose(upkeep: UpkeepThreads): Promise<void> {
  upkeep.start();
  const [worker]: Worker[] = await once(process, 'worker');
  if (worker) await once(worker, 'exit');
}

test('stops though its thread has just died, and leaves nobody waiting for an answer', async () => {
  const upkeep = new UpkeepThreads({ file: dyingThread, databaseUrl: '', openDocuments: () => new Map() });
  const unanswered = upkeep.project('a document').catch((error: unknown) => error);
  await startAndLose(upkeep);
  await upkeep.stop();
  expect(await unanswered).toBeInstanceOf(Error);
});
