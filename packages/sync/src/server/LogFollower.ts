import type { DocumentLog, LogNews } from './document-log.ts';
import type { SyncLimits } from './limits.ts';
import type { Room } from './Room.ts';
import type { Rooms } from './Rooms.ts';
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
export class LogFollower {
  readonly #options: FollowerOptions;
  readonly #behind = new Set<Room>();
  #gapTimer: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closeUntil = 0;
  #stopped = false;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#schedule();
  }

  /** Reads what the room lacks, unless it arrives before. */
  notice(room: Room): void {
    this.#behind.add(room);
    if (this.#stopped) return;
    this.#gapTimer ??= setTimeout(() => void this.#readGaps(), this.#options.isCutOff() ? 0 : GAP_PATIENCE);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#gapTimer);
    clearTimeout(this.#timer);
  }

  async #readGaps(): Promise<void> {
    const rooms = [...this.#behind].filter((room) => room.behind);
    this.#behind.clear();
    await this.#read(rooms);
    this.#gapTimer = undefined;
    const [next] = this.#behind;
    if (next) this.notice(next);
  }

  #schedule(): void {
    if (this.#stopped) return;
    const { followInterval, closeFollowInterval } = this.#options.limits;
    const closely = this.#options.isCutOff() || performance.now() < this.#closeUntil;
    this.#timer = setTimeout(() => void this.#follow(), closely ? closeFollowInterval : followInterval).unref();
  }

  async #follow(): Promise<void> {
    if (await this.#read(this.#options.rooms.listening())) this.#closeUntil = performance.now() + CLOSE_AFTER_NEWS;
    this.#schedule();
  }

  /** Answers whether there was anything new. Failures are left to the next time. */
  async #read(rooms: readonly Room[]): Promise<boolean> {
    let found = false;
    try {
      for (let start = 0; start < rooms.length; start += PAGE) {
        found = (await this.#readPage(rooms.slice(start, start + PAGE))) || found;
      }
    } catch (error) {
      this.#closeUntil = performance.now() + CLOSE_AFTER_NEWS;
      this.#options.logger?.warn({ err: error, rooms: rooms.length }, 'the log could not be read for news');
    }
    return found;
  }

  async #readPage(rooms: readonly Room[]): Promise<boolean> {
    const asked = rooms.map((room) => ({ room, position: room.position, newest: room.newest }));
    const news = await this.#options.log.loadAfter(asked.flatMap(({ position }) => position ?? []));
    let found = false;
    for (const each of news) found = (await this.#pass(each)) || found;
    for (const { room, newest } of asked) if (room.behind && room.newest === newest) room.forgetAnnounced();
    return found;
  }

  async #pass({ documentId, updates }: LogNews): Promise<boolean> {
    const room = this.#options.rooms.get(documentId);
    if (room === undefined) return false;
    if (updates !== null) return room.arrived(updates) > 0;
    room.replaced(await this.#options.log.load(documentId));
    return true;
  }
}
