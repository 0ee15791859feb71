import { setTimeout as delay } from 'node:timers/promises';
import { backoff } from './backoff.ts';
import type { CommittedUpdate } from './committed-update.ts';
import { DocumentContent } from './DocumentContent.ts';
import { DocumentPlaces } from './DocumentPlaces.ts';
import type { StoredDocument } from './document-log.ts';
import { InvalidUpdateError } from './invalid-update.ts';
import type { StructPlaces } from './StructPlaces.ts';
import type { SyncServices } from './services.ts';

type ContentServices = Pick<SyncServices, 'log' | 'limits' | 'logger' | 'queue' | 'stretches'>;

/** How long a measured size is trusted before the log is asked again whether compaction made the document smaller. */
const TRUSTED_FOR = 10_000;
/** A tail longer than this, and than the snapshot, is read again, because by then the log has a newer snapshot. */
const LONG_TAIL_BYTES = 4 * 1024 * 1024;
/** Of a tail of so many updates it is noted while it is read what it contains: later that would be done in one go. */
const MANY_UPDATES = 256;

/** One room's access to its document's bytes: read from the log when needed, kept current by commits, let go when idle. */
export class ContentCache {
  readonly #documentId: string;
  readonly #services: ContentServices;
  #resident: DocumentContent | null = null;
  #loading: Promise<void> | null = null;
  #arrivals: CommittedUpdate[] = [];
  #bytes = 0;
  #loadedBytes = 0;
  #loadedAt = 0;
  #idleTimer: NodeJS.Timeout | undefined;
  #newest = 0;
  readonly #places: DocumentPlaces;
  #disposed = false;

  constructor(documentId: string, services: ContentServices) {
    this.#documentId = documentId;
    this.#services = services;
    this.#places = new DocumentPlaces(documentId, services);
  }

  /** The content if it is in memory, and as new as the log is known to be. */
  get resident(): DocumentContent | null {
    if (this.#resident === null || this.#resident.lastSeq < this.#newest) return null;
    this.#restartIdleTimer();
    return this.#resident;
  }

  /** Where the document's structs lie, also those that wait to be stored; null when that must be read. Outlives the content itself. */
  get places(): StructPlaces | null {
    return this.#places.current;
  }

  /** As `load`, and reads the places, too, unless the content has become outdated meanwhile. */
  async loadPlaces(): Promise<void> {
    await this.load();
    const content = this.resident;
    if (content !== null) await this.#places.read(content);
  }

  /** What waited to be stored was refused, or part of what is stored has not been seen here. */
  forgetPlaces(): void {
    this.#places.forget();
  }

  /** The log has updates up to `seq`: content that lacks them is read again when it is needed, unless they arrive before. */
  announce(seq: number): void {
    this.#newest = Math.max(this.#newest, seq);
  }

  /**
   * Makes the content resident, however often the log must be asked; gives up only after `dispose`. Throws `InvalidUpdateError`
   * when what is stored cannot be read: asking again would not help.
   */
  load(): Promise<void> {
    if (this.resident !== null) return Promise.resolve();
    this.#loading ??= this.#read();
    return this.#loading;
  }

  /**
   * Whether `more` bytes would exceed `limit` as far as is known. A size not checked lately is forgotten first, unless no
   * compaction could make room enough: in an outage nobody should wait for the log to hear that.
   */
  wouldExceed(limit: number, more: number): boolean {
    if (this.#bytes + more <= limit) return false;
    if (more <= limit && performance.now() - this.#loadedAt > TRUSTED_FOR) this.#release();
    return true;
  }

  /** Takes note of a commit, so that what is in memory stays what is stored. */
  committed(updates: readonly CommittedUpdate[]): void {
    for (const update of updates) this.#bytes += update.bytes.length;
    const isKept = this.#loading !== null || this.#resident !== null || this.#places.isReading;
    const kept = isKept ? updates.map(copied) : updates;
    this.#places.committed(kept);
    if (this.#loading !== null) this.#arrivals.push(...kept);
    else if (this.#resident !== null) this.#extend(this.#resident, kept);
  }

  dispose(): void {
    this.#disposed = true;
    this.#release();
  }

  async #read(): Promise<void> {
    for (let failures = 1; !this.#disposed; failures++) {
      try {
        const announced = this.#newest;
        const content = await this.#assembled(await this.#services.log.load(this.#documentId));
        // A number that the log does not have after all must not be waited for.
        if (this.#newest === announced) this.#newest = Math.min(announced, content.lastSeq);
        this.#settle(content);
        return;
      } catch (error) {
        if (error instanceof InvalidUpdateError) throw this.#givenUp(error);
        this.#services.logger?.warn({ err: error, documentId: this.#documentId }, 'document could not be read');
      }
      await delay(backoff(failures), undefined, { ref: false });
    }
  }

  #givenUp(error: InvalidUpdateError): InvalidUpdateError {
    this.#loading = null;
    this.#arrivals = [];
    return error;
  }

  /** A long tail is gone through in stretches, and so is what arrives meanwhile, up to the first number that is missing. */
  async #assembled({ snapshot, updates }: StoredDocument): Promise<DocumentContent> {
    const content = new DocumentContent(snapshot);
    if (updates.length >= MANY_UPDATES) content.coverage();
    await this.#services.stretches.each(updates, ({ seq, bytes }) => content.push(seq, bytes, null));
    while (this.#arrivals.some(({ seq }) => seq === content.lastSeq + 1)) {
      const arrived = this.#arrivals.filter(({ seq }) => seq > content.lastSeq);
      this.#arrivals = [];
      await this.#services.stretches.each(arrived, (update) => {
        if (update.seq === content.lastSeq + 1) content.push(update.seq, update.bytes, update.content);
        else if (update.seq > content.lastSeq) this.#arrivals.push(update);
      });
    }
    return content;
  }

  #settle(content: DocumentContent): void {
    this.#loading = null;
    this.#resident = content;
    this.#loadedAt = performance.now();
    this.#loadedBytes = content.bytes;
    this.#bytes = content.bytes;
    this.#extend(content, this.#arrivals.splice(0));
    this.#places.verify(content.lastSeq);
    this.#restartIdleTimer();
  }

  /** A gap in the numbers means that another process wrote to the log: what is in memory is then no longer the whole. */
  #extend(content: DocumentContent, updates: readonly CommittedUpdate[]): void {
    for (const { seq, bytes, content: carried } of updates) {
      if (seq <= content.lastSeq) continue;
      if (seq > content.lastSeq + 1) {
        this.#release();
        return;
      }
      content.push(seq, bytes, carried);
    }
    this.#bytes = content.bytes;
    if (content.bytes - this.#loadedBytes > Math.max(LONG_TAIL_BYTES, this.#loadedBytes)) this.#release();
  }

  /** Content in use stays, but not for ever: what was removed from the log for good would still be sent to newcomers. */
  #restartIdleTimer(): void {
    const { contentIdle, contentLife } = this.#services.limits;
    if (this.#idleTimer === undefined) this.#idleTimer = setTimeout(() => this.#release(), contentIdle).unref();
    else if (performance.now() - this.#loadedAt < contentLife) this.#idleTimer.refresh();
  }

  #release(): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = undefined;
    this.#resident = null;
  }
}

/** The bytes may be a slice of a socket's read buffer, which nobody should keep alive for a few bytes. */
function copied(update: CommittedUpdate): CommittedUpdate {
  return { ...update, bytes: Uint8Array.from(update.bytes) };
}
