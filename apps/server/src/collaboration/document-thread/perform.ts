import { appendEdit } from '../append-edit.ts';
import { loadAfter, PostgresDocumentLog } from '../postgres-document-log.ts';
import type { DocumentThread } from './DocumentThread.ts';
import type { DocumentOperation, DocumentState, Task } from './operation.ts';

const log = new PostgresDocumentLog();

let thread: DocumentThread | undefined;

/** From now on work on documents is done elsewhere than in this thread; undefined when that ends. */
export function performThrough(elsewhere: DocumentThread | undefined): void {
  thread = elsewhere;
}

/** What work is on: a document, or under its own id a version or a file of one. */
interface Subject {
  tenantId: string;
  documentId: string;
}

/** What else there is to know of a piece of work. */
interface Circumstances {
  /** Whose edit it is; nobody's unless it is said. */
  actorId?: string | null;
  /** Keeps what was there before, as a version. */
  keep?: (before: DocumentState) => Promise<void>;
  /** Id of a version or file that is read besides. */
  source?: string;
}

/**
 * Does a piece of work on a document beside this thread's event loop; where there is no thread for it (seeds, scripts), right
 * here. Throws `unavailable` where it would take too long.
 */
export function perform<Input, Output>(
  operation: DocumentOperation<Input, Output>,
  { tenantId, documentId }: Subject,
  input: Input,
  { actorId = null, keep = cannotKeep, source }: Circumstances = {},
): Promise<Output> {
  const task: Task = {
    tenantId,
    subject: documentId,
    ...(source !== undefined && { source }),
    load: () => log.load(documentId),
    loadAfter: (sequence) => loadAfter(documentId, sequence),
    append: (update) => appendEdit(documentId, update, actorId),
    keep,
  };
  return thread ? thread.perform(operation, input, task) : operation.run(task, input);
}

async function cannotKeep(): Promise<never> {
  throw new Error('this work was not told how to keep a version');
}
