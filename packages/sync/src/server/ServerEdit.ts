import type { DocumentRejectedError } from './document-log.ts';
import type { PendingUpdate, UpdateOrigin } from './pending-update.ts';

/** An edit made by the server itself, waiting to be stored. */
export class ServerEdit implements UpdateOrigin {
  /** The sequence number once stored; rejects when the log refuses the document or the server closes. */
  readonly seq: Promise<number>;
  #resolve: ((seq: number) => void) | undefined;
  #reject: ((error: Error) => void) | undefined;

  constructor() {
    this.seq = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  stored(_update: PendingUpdate, seq: number): void {
    this.#resolve?.(seq);
  }

  rejected(_update: PendingUpdate, error: DocumentRejectedError): void {
    this.#reject?.(error);
  }
}
