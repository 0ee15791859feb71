import { boardRoots } from '@muster/contract/work/board.doc';
import type * as Y from 'yjs';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import type { Replica } from './replica.ts';

/** Somebody who edits without pause, and remembers what they were promised. */
export class Writer {
  readonly replica: Replica;
  /** Ids of own edits, in order. */
  readonly made: string[] = [];
  /** Own edits that the server said are stored. */
  readonly acknowledged = new Set<string>();
  /** Other people's edits that arrived here. */
  readonly received = new Set<string>();
  readonly #edit: (doc: Y.Doc, id: string) => void;
  readonly #random: () => number;
  #timer: NodeJS.Timeout | undefined;

  constructor(replica: Replica, edit: (doc: Y.Doc, id: string) => void, random: () => number) {
    this.replica = replica;
    this.#edit = edit;
    this.#random = random;
    replica.provider.subscribe(() => this.#noteAcknowledged());
    boardRoots(replica.doc).cards.observeDeep((events, transaction) => {
      if (transaction.origin === replica.provider) for (const event of events) this.#noteReceived(event);
    });
  }

  /** Edits some thirty times a second until `pause`. */
  start(): void {
    const id = newId();
    // One transaction, one update: what the provider counts as one change.
    this.made.push(id);
    this.replica.doc.transact(() => this.#edit(this.replica.doc, id));
    this.#timer = setTimeout(() => this.start(), 10 + this.#random() * 40);
  }

  pause(): void {
    clearTimeout(this.#timer);
  }

  #noteAcknowledged(): void {
    const { unsavedChanges } = this.replica.provider.getStatus();
    const stored = this.made.slice(this.acknowledged.size, this.made.length - unsavedChanges);
    for (const id of stored) this.acknowledged.add(id);
  }

  #noteReceived(event: Y.YEvent<Y.AbstractType<unknown>>): void {
    const isList = event.path.length === 0 || event.path.at(-1) === 'comments';
    for (const [id, { action }] of event.keys) if (isList && action === 'add') this.received.add(id);
  }
}
