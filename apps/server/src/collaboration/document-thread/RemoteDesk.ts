import type { StoredDocument, StoredUpdate } from '@muster/sync/server';
import { fromFailure } from './failure.ts';
import type { Question, Reply } from './messages.ts';
import type { Desk, DocumentState } from './operation.ts';

interface Asking {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/** The desk of the thread that has the database, as a job of the document thread uses it: for one thing at a time. */
export class RemoteDesk implements Desk {
  readonly subject: string;
  readonly #post: (question: Question) => void;
  #asking: Asking | undefined;

  constructor(subject: string, post: (question: Question) => void) {
    this.subject = subject;
    this.#post = post;
  }

  async load(): Promise<StoredDocument> {
    return (await this.#ask({ type: 'load', after: null })) as StoredDocument;
  }

  async loadAfter(sequence: number): Promise<readonly StoredUpdate[] | null> {
    return (await this.#ask({ type: 'load', after: sequence })) as readonly StoredUpdate[] | null;
  }

  async append(update: Uint8Array, result: unknown): Promise<number> {
    return (await this.#ask({ type: 'append', update, result })) as number;
  }

  async keep(before: DocumentState): Promise<void> {
    await this.#ask({ type: 'keep', before });
  }

  /** The answer to what was asked last. */
  answered({ value, failure }: Reply): void {
    if (failure) this.#asking?.reject(fromFailure(failure));
    else this.#asking?.resolve(value);
  }

  #ask(question: Question): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#asking = { resolve, reject };
      this.#post(question);
    });
  }
}
