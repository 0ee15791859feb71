/** Another node, as far as this one has heard. */
export interface Peer {
  readonly nodeId: string;
  heardAt: number;
  /** The revision of its list of rooms that is known here; null until it was told. */
  revision: number | null;
  readonly rooms: Set<string>;
}

/** The other nodes and which documents each has open, so that an update goes to nobody who has no use for it. */
export class Peers {
  readonly #peers = new Map<string, Peer>();
  readonly #byRoom = new Map<string, Set<Peer>>();

  /** All of them. */
  all(): readonly Peer[] {
    return [...this.#peers.values()];
  }

  /** The peer if it is known. */
  get(nodeId: string): Peer | undefined {
    return this.#peers.get(nodeId);
  }

  /** Who else has the document open; undefined when nobody has. */
  of(documentId: string): ReadonlySet<Peer> | undefined {
    return this.#byRoom.get(documentId);
  }

  /** Makes a node known. */
  add(nodeId: string): Peer {
    const peer: Peer = { nodeId, heardAt: performance.now(), revision: null, rooms: new Set() };
    this.#peers.set(nodeId, peer);
    return peer;
  }

  /** Forgets a node. */
  remove(peer: Peer): void {
    this.#peers.delete(peer.nodeId);
    for (const documentId of peer.rooms) this.#closed(peer, documentId);
  }

  /** Takes a change of what the peer has open, or its whole list (`rooms`). Answers with what it has no longer open. */
  change(peer: Peer, type: 'rooms' | 'opened' | 'closed', documentIds: readonly string[]): readonly string[] {
    const named = new Set(documentIds);
    const unnamed = type === 'rooms' ? [...peer.rooms].filter((documentId) => !named.has(documentId)) : [];
    const gone = type === 'closed' ? documentIds : unnamed;
    for (const documentId of gone) {
      peer.rooms.delete(documentId);
      this.#closed(peer, documentId);
    }
    if (type !== 'closed') for (const documentId of documentIds) this.#opened(peer, documentId);
    return gone;
  }

  #opened(peer: Peer, documentId: string): void {
    peer.rooms.add(documentId);
    const there = this.#byRoom.get(documentId);
    if (there === undefined) this.#byRoom.set(documentId, new Set([peer]));
    else there.add(peer);
  }

  #closed(peer: Peer, documentId: string): void {
    const there = this.#byRoom.get(documentId);
    if (there?.delete(peer) && there.size === 0) this.#byRoom.delete(documentId);
  }
}
