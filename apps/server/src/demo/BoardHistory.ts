import type { Edit } from '@muster/contract/work/board.doc';
import * as Y from 'yjs';
import { day, isoInstant } from './instants.ts';
import type { Random } from './Random.ts';

/** One update of a board's document as the log keeps it. */
export interface LoggedUpdate {
  sequence: number;
  bytes: Uint8Array;
  actorId: string;
  committedAt: string;
}

/** A state of the document that somebody named. */
export interface NamedState {
  name: string;
  automatic: boolean;
  sequence: number;
  bytes: Uint8Array;
  at: number;
  by: { id: string; name: string };
}

/** A version that somebody restored; `previous` is what the board was before, `sequence` the update that restored it. */
export interface Restore {
  at: number;
  by: NamedState['by'];
  version: NamedState;
  previous: NamedState;
  sequence: number;
}

type Change = (doc: Y.Doc, edit: Edit) => void;

/**
 * A board's document together with how it came about: every step is made with the document's own mutators, in the name
 * of the browser tab that its author had open that day, and kept as the update that this tab would have sent.
 */
export class BoardHistory {
  readonly doc = new Y.Doc();
  readonly versions: NamedState[] = [];
  readonly restores: Restore[] = [];
  updates: LoggedUpdate[] = [];
  snapshot: { sequence: number; bytes: Uint8Array } | null = null;
  /** Number of the newest update. */
  sequence = 0;
  /** When the newest update was made, in milliseconds since 1970. */
  changedAt = 0;
  readonly #random: Random;
  readonly #tabs = new Map<string, number>();
  #edit: Edit = { userId: '', at: '', origin: null };

  constructor(random: Random) {
    this.#random = random;
    this.doc.on('update', (bytes: Uint8Array) => this.#log(bytes));
  }

  /** Makes a change; one that changes nothing leaves no trace. */
  commit(authorId: string, at: number, change: Change): void {
    this.#edit = { userId: authorId, at: isoInstant(at), origin: null };
    this.doc.clientID = this.#tabOf(authorId, at);
    this.doc.transact(() => change(this.doc, this.#edit));
  }

  /** Keeps the present state under a name, and gives it back. */
  name(name: string, at: number, by: NamedState['by'], automatic = false): NamedState {
    const bytes = Y.encodeStateAsUpdate(this.doc);
    const state = { name, automatic, sequence: this.sequence, bytes, at, by };
    this.versions.push(state);
    return state;
  }

  /** Merges all updates so far into the snapshot, as the server does from time to time. */
  compact(): void {
    this.snapshot = { sequence: this.sequence, bytes: Y.encodeStateAsUpdate(this.doc) };
    this.updates = [];
  }

  #log(bytes: Uint8Array): void {
    const { userId, at } = this.#edit;
    this.sequence += 1;
    this.changedAt = Date.parse(at);
    this.updates.push({ sequence: this.sequence, bytes, actorId: userId, committedAt: at });
  }

  #tabOf(authorId: string, at: number): number {
    const key = `${authorId} ${Math.floor(at / day)}`;
    const known = this.#tabs.get(key);
    if (known !== undefined) return known;
    const clientId = this.#random.integer(1, 2 ** 32 - 1);
    this.#tabs.set(key, clientId);
    return clientId;
  }
}
