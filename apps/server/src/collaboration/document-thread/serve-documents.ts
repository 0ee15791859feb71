import { parentPort, workerData } from 'node:worker_threads';
import { editAs } from '../edits.ts';
import { markWorkIn } from '../threads/at-work.ts';
import { HeapKeeper } from '../upkeep/HeapKeeper.ts';
import { toFailure } from './failure.ts';
import type { DocumentThreadData, FromDocumentThread, Job, Question, ToDocumentThread } from './messages.ts';
import { operationNamed } from './operations.ts';
import { RemoteDesk } from './RemoteDesk.ts';
import { transferable } from './transfer.ts';

const desks = new Map<number, RemoteDesk>();
const heap = new HeapKeeper();

/** Does work on documents in this worker thread, for whoever started it. Kinds must have been registered before. */
export function serveDocuments(): void {
  const { mark, clientId } = workerData as DocumentThreadData;
  markWorkIn(mark);
  editAs(clientId);
  parentPort?.on('message', (message: ToDocumentThread) => {
    if (message.type === 'job') void work(message);
    else desks.get(message.id)?.answered(message);
  });
}

function post(message: FromDocumentThread, handedOver: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, handedOver);
}

async function work({ id, operation, subject, input }: Job): Promise<void> {
  const desk = new RemoteDesk(subject, (question) => post({ id, ...question }, bytesIn(question)));
  desks.set(id, desk);
  try {
    const output: unknown = await operationNamed(operation).run(desk, input as never);
    post({ id, type: 'done', output }, transferable([output, bytesOf(output)]));
  } catch (error) {
    post({ id, type: 'failed', failure: toFailure(error) });
  } finally {
    desks.delete(id);
    heap.worked();
  }
}

/** Large bytes that the thread does not look at any more once they are posted. */
function bytesIn(question: Question): ArrayBuffer[] {
  if (question.type === 'append') return transferable([question.update]);
  return question.type === 'keep' ? transferable([question.before.bytes]) : [];
}

function bytesOf(output: unknown): unknown {
  return typeof output === 'object' && output !== null && 'bytes' in output ? output.bytes : null;
}
