import type { Problem } from '@muster/contract/core/errors';
import type { MarkedData } from '../threads/WatchedWorker.ts';
import type { DocumentState } from './operation.ts';

/** What the document thread is told. */
export type ToDocumentThread = Job | Reply;

/** A piece of work; the thread asks for what it needs for it, and answers in the end. */
export interface Job {
  readonly type: 'job';
  readonly id: number;
  readonly operation: string;
  readonly subject: string;
  readonly input: unknown;
}

/** What a job asked for, which asks for one thing at a time. */
export interface Reply {
  readonly type: 'reply';
  readonly id: number;
  readonly value?: unknown;
  readonly failure?: Failure;
}

/** What a job needs from the thread that has the database: what `Desk` says. */
export type Question =
  | { readonly type: 'load'; readonly after: number | null }
  | { readonly type: 'append'; readonly update: Uint8Array; readonly result: unknown }
  | { readonly type: 'keep'; readonly before: DocumentState };

/** What the document thread says of a job. */
export type FromDocumentThread = { readonly id: number } & (
  | Question
  | { readonly type: 'done'; readonly output: unknown }
  | { readonly type: 'failed'; readonly failure: Failure }
);

/** An error as it crosses from one thread to the other: what is for people to read, or what is for the log. */
export type Failure = { readonly problem: Problem } | { readonly message: string; readonly stack: string | undefined };

/** What the thread is given to begin with. */
export interface DocumentThreadData extends MarkedData {
  /** Yjs client id of its edits. */
  readonly clientId: number;
}
