import { appendEdit } from '../append-edit.ts';
import { loadAfter, PostgresDocumentLog } from '../postgres-document-log.ts';
import type { DocumentThread } from './DocumentThread.ts';
import type { Desk, DocumentOperation, DocumentState } from './operation.ts';

const log = new PostgresDocumentLog();

let thread: DocumentThread | undefined;

/** From now on work on documents is done elsewhere than in this thread; undefined when that ends. */
export function performThrough(elsewhere: DocumentThread | undefined): void {
  thread = elsewhere;
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
 * here. `subject` is the id of the document, or of the version or file that the work is on.
 */
export function perform<Input, Output>(
  operation: DocumentOperation<Input, Output>,
  subject: string,
  input: Input,
  { actorId = null, keep = cannotKeep, source }: Circumstances = {},
): Promise<Output> {
  const desk: Desk = {
    subject,
    ...(source !== undefined && { source }),
    load: () => log.load(subject),
    loadAfter: (sequence) => loadAfter(subject, sequence),
    append: (update) => appendEdit(subject, update, actorId),
    keep,
  };
  return thread ? thread.perform(operation, input, desk) : operation.run(desk, input);
}

async function cannotKeep(): Promise<never> {
  throw new Error('this work was not told how to keep a version');
}
