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

  open(documentId: string, services: SyncServices): Room {
    const open = this.#rooms.get(documentId);
    if (open !== undefined) return open;
    const room = new Room(documentId, services);
    this.#rooms.set(documentId, room);
    return room;
  }

  /** Call after a member left. */
  release(room: Room): void {
    if (room.empty && this.#rooms.get(room.documentId) === room) this.#rooms.delete(room.documentId);
  }
}
