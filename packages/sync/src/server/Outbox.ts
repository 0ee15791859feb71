import type { MessageBus } from './message-bus.ts';
import { encodeNodeMessage, type SentCommit } from './node-messages.ts';
import type { Peer } from './Peers.ts';

/** Larger updates travel through the log only: the bus is told their number. */
const LARGEST_SENT = 256 * 1024;

/** What one node has to tell others at the end of a turn: all documents of a commit leave in one message for each of them. */
export class Outbox {
  readonly #bus: MessageBus;
  readonly #nodeId: string;
  readonly #commits = new Map<string, SentCommit[]>();
  #scheduled = false;

  constructor(bus: MessageBus, nodeId: string) {
    this.#bus = bus;
    this.#nodeId = nodeId;
  }

  /** Tells the peers of a commit. The bytes are copied by the end of the turn. */
  add(peers: Iterable<Peer>, { documentId, updates }: SentCommit): void {
    const commit = { documentId, updates: updates.map(({ seq, bytes }) => ({ seq, bytes: sendable(bytes) })) };
    for (const { nodeId } of peers) {
      const commits = this.#commits.get(nodeId);
      if (commits === undefined) this.#commits.set(nodeId, [commit]);
      else commits.push(commit);
    }
    if (this.#scheduled) return;
    this.#scheduled = true;
    process.nextTick(() => this.#flush());
  }

  #flush(): void {
    this.#scheduled = false;
    for (const [nodeId, commits] of this.#commits) {
      this.#bus.send(nodeId, encodeNodeMessage(this.#nodeId, { type: 'committed', commits }));
    }
    this.#commits.clear();
  }
}

function sendable(bytes: Uint8Array | null): Uint8Array | null {
  return bytes !== null && bytes.length <= LARGEST_SENT ? bytes : null;
}
