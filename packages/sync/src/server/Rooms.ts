import { Room } from './Room.ts';
import type { SyncServices } from './services.ts';

/** The rooms that somebody is in. An empty one is let go at once: what it still has to store waits in the commit queue. */
export class Rooms {
  readonly #rooms = new Map<string, Room>();

  get size(): number {
    return this.#rooms.size;
  }

  get(documentId: string): Room | undefined {
    return this.#rooms.get(documentId);
  }

  /** The documents that are open. */
  ids(): readonly string[] {
    return [...this.#rooms.keys()];
  }

  /** The rooms in which somebody listens. */
  listening(): readonly Room[] {
    return [...this.#rooms.values()].filter((room) => room.position !== null);
  }

  /** Forwards at once what rests in any of them. */
  flush(): void {
    for (const room of this.#rooms.values()) room.flush();
  }

  open(documentId: string, services: SyncServices): Room {
    const open = this.#rooms.get(documentId);
    if (open !== undefined) return open;
    const room = new Room(documentId, services);
    this.#rooms.set(documentId, room);
    services.cluster?.opened(documentId);
    return room;
  }

  /** Call after a member left. */
  release(room: Room, services: SyncServices): void {
    if (!room.empty || this.#rooms.get(room.documentId) !== room) return;
    this.#rooms.delete(room.documentId);
    services.cluster?.closed(room.documentId);
    services.onClosed?.(room.documentId);
  }
}
