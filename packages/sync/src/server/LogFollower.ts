import type { DocumentLog, LogNews } from './document-log.ts';
import type { SyncLimits } from './limits.ts';
import type { Room } from './Room.ts';
import type { Rooms } from './Rooms.ts';
import type { Follower } from './services.ts';
import type { SyncLogger } from './sync-server.ts';

/** Milliseconds that a missing number may take to arrive from the node that committed it, before the log is read. */
const GAP_PATIENCE = 15;
/** How long (milliseconds) documents are followed closely after news was found that no message had announced. */
const CLOSE_AFTER_NEWS = 30_000;
/** Documents asked for in one query. */
const PAGE = 2_000;

/** What the follower needs to know. */
export interface FollowerOptions {
  readonly log: DocumentLog;
  readonly rooms: Rooms;
  readonly limits: SyncLimits;
  readonly logger: SyncLogger | undefined;
  /** Whether messages of other nodes are known not to arrive. */
  readonly isCutOff: () => boolean;
}

/**
 * Reads from the log what other processes wrote to open documents and no message brought: a missing number soon, and
 * everything else now and then, so that a lost message or a dead bus costs time and nothing else.
 */
export class LogFollower implements Follower {
  readonly #options: FollowerOptions;
  readonly #behind = new Set<string>();
  /** Rooms of whose news only the log has told. */
  readonly #unannounced = new WeakSet<Room>();
  #gapTimer: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closeUntil = 0;
  #stopped = false;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#schedule();
  }

  notice(documentId: string): void {
    this.#behind.add(documentId);
    if (this.#stopped) return;
    this.#gapTimer ??= setTimeout(() => void this.#readGaps(), this.#options.isCutOff() ? 0 : GAP_PATIENCE);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#gapTimer);
    clearTimeout(this.#timer);
  }

  async #readGaps(): Promise<void> {
    const rooms = [...this.#behind].flatMap((id) => this.#options.rooms.get(id) ?? []).filter((room) => room.behind);
    this.#behind.clear();
    await this.#attempt(rooms, (page) => this.#fill(page));
    this.#gapTimer = undefined;
    const [next] = this.#behind;
    if (next !== undefined) this.notice(next);
  }

  #schedule(): void {
    if (this.#stopped) return;
    const { followInterval, closeFollowInterval } = this.#options.limits;
    const closely = this.#options.isCutOff() || performance.now() < this.#closeUntil;
    this.#timer = setTimeout(() => void this.#follow(), closely ? closeFollowInterval : followInterval).unref();
  }

  async #follow(): Promise<void> {
    await this.#attempt(this.#options.rooms.listening(), (page) => this.#compare(page));
    this.#schedule();
  }

  /** Failures are left to the next time, which comes soon. */
  async #attempt(rooms: readonly Room[], read: (page: readonly Room[]) => Promise<void>): Promise<void> {
    try {
      for (let start = 0; start < rooms.length; start += PAGE) await read(rooms.slice(start, start + PAGE));
    } catch (error) {
      this.#followClosely();
      this.#options.logger?.warn({ err: error, rooms: rooms.length }, 'the log could not be read for news');
    }
  }

  /** Takes note of what the log has. Most of it is on its way, above all what this node has just committed itself. */
  async #compare(rooms: readonly Room[]): Promise<void> {
    for (const { documentId, updates } of await this.#newsOf(rooms)) {
      const room = this.#options.rooms.get(documentId);
      const seq = updates?.at(-1)?.seq;
      if (room === undefined) continue;
      if (seq === undefined) await this.#replace(room);
      else {
        if (seq > room.newest) this.#unannounced.add(room);
        room.announced([{ seq, bytes: null }]);
      }
    }
  }

  /** Forwards what the rooms lack. */
  async #fill(rooms: readonly Room[]): Promise<void> {
    const newest = new Map(rooms.map((room) => [room, room.newest]));
    for (const { documentId, updates } of await this.#newsOf(rooms)) {
      const room = this.#options.rooms.get(documentId);
      if (room === undefined) continue;
      if (updates === null) await this.#replace(room);
      else if (room.arrived(updates) && this.#unannounced.has(room)) this.#followClosely();
    }
    for (const room of rooms) {
      this.#unannounced.delete(room);
      if (room.behind && room.newest === newest.get(room)) room.forgetAnnounced();
    }
  }

  #newsOf(rooms: readonly Room[]): Promise<readonly LogNews[]> {
    return this.#options.log.loadAfter(rooms.flatMap(({ position }) => position ?? []));
  }

  async #replace(room: Room): Promise<void> {
    room.replaced(await this.#options.log.load(room.documentId));
    this.#followClosely();
  }

  #followClosely(): void {
    this.#closeUntil = performance.now() + CLOSE_AFTER_NEWS;
  }
}
