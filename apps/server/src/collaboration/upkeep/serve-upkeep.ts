import { parentPort, workerData } from 'node:worker_threads';
import { closePools, openDatabase } from '../../core/database/index.ts';
import { markWorkIn } from '../threads/at-work.ts';
import type { UpkeepAnswer, UpkeepMessage, UpkeepNews, UpkeepRequest, UpkeepThreadData } from './messages.ts';
import { Upkeep } from './Upkeep.ts';

/** Runs upkeep in this worker thread, with database connections of its own, until it is told to stop. */
export function serveUpkeep(): void {
  const { databaseUrl, mark, ...bounds } = workerData as UpkeepThreadData;
  markWorkIn(mark);
  openDatabase(databaseUrl);
  const upkeep = new Upkeep(bounds);
  upkeep.start();
  parentPort?.on('message', (message: UpkeepMessage) => {
    if (message.type === 'news') hear(upkeep, message);
    else if (message.type === 'scope') upkeep.follow(message.scope);
    else void answer(upkeep, message);
  });
}

function hear(upkeep: Upkeep, { committed, closed }: UpkeepNews): void {
  upkeep.committed(committed);
  upkeep.closed(closed);
}

async function answer(upkeep: Upkeep, request: UpkeepRequest): Promise<void> {
  const reply = (rest: Omit<UpkeepAnswer, 'id'>) => parentPort?.postMessage({ id: request.id, ...rest });
  try {
    const result = await perform(upkeep, request);
    reply(result === undefined ? {} : { result });
  } catch (error) {
    reply({ error: error instanceof Error ? error.message : String(error) });
  }
  // Nothing else keeps the thread: it ends by itself.
  if (request.type === 'stop') parentPort?.close();
}

async function perform(upkeep: Upkeep, request: UpkeepRequest): Promise<UpkeepAnswer['result']> {
  if (request.type === 'gauges') return upkeep.gauges;
  if (request.type === 'compact') return upkeep.compact(request.documentId);
  if (request.type === 'project') return upkeep.project(request.documentId);
  await upkeep.stop();
  await closePools();
  return undefined;
}
