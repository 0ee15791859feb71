import { WorkMark } from './WorkMark.ts';

let mark = new WorkMark();

/** From now on `atWork` says in this memory what this thread is at. */
export function markWorkIn(memory: SharedArrayBuffer): void {
  mark = new WorkMark(memory);
}

/**
 * Whatever takes as long as what people put into a document makes it take is done within this, without waiting for
 * anything: then whoever watches this thread knows which document to blame, and ends it (`WatchedWorker`). `subject` is the
 * id of the document, or of the version or file of one.
 */
export function atWork<Result>(subject: string, work: () => Result): Result {
  return mark.during(subject, work);
}
