import type { CommittedUpdate } from './committed-update.ts';
import type { DocumentContent } from './DocumentContent.ts';
import { placingStored } from './place-stored.ts';
import { StructPlaces } from './StructPlaces.ts';
import type { SyncServices } from './services.ts';
import { isDoneSoon } from './work.ts';

/** What was committed elsewhere is looked at in one go if it takes no more pauses: some ten milliseconds at most. */
const MOST_PAUSES = 500;

type PlacesServices = Pick<SyncServices, 'queue' | 'stretches'>;

/** Of a commit from here all is known already: it was noted when it was taken. */
function isNoted({ content }: CommittedUpdate, places: StructPlaces): boolean {
  return content?.structs.every((range) => places.structs.covers(range)) ?? false;
}

/**
 * Where the structs of one room's document lie, what waits to be stored included: read from the stored bytes when it is first
 * needed, and then kept up by what is taken here and committed elsewhere.
 */
export class DocumentPlaces {
  readonly #documentId: string;
  readonly #services: PlacesServices;
  #current: StructPlaces | null = null;
  /** The number up to which all that is stored is noted. */
  #lastSeq = 0;
  #reading: Promise<void> | null = null;
  #arrivals: CommittedUpdate[] = [];
  #isOutdated = false;

  constructor(documentId: string, services: PlacesServices) {
    this.#documentId = documentId;
    this.#services = services;
  }

  /** Null when they must be read. */
  get current(): StructPlaces | null {
    return this.#current;
  }

  /** Whether they are being read: what is committed meanwhile is then kept until that is done. */
  get isReading(): boolean {
    return this.#reading !== null;
  }

  /**
   * Reads them in stretches. They may be missing afterwards, if what was committed meanwhile has a gap, or something of what
   * waited was refused: then read again. Throws `InvalidUpdateError` for stored bytes that cannot be read.
   */
  read(content: DocumentContent): Promise<void> {
    this.#reading ??= this.#read(content).finally(() => {
      this.#reading = null;
      this.#arrivals = [];
    });
    return this.#reading;
  }

  /** Takes note of commits, the bytes of which are kept for a while if they are being read. */
  committed(updates: readonly CommittedUpdate[]): void {
    if (this.isReading) this.#arrivals.push(...updates);
    for (const update of updates) this.#follow(update);
  }

  /** The log is known to end with this number: if it was not followed up to there, all must be read again. */
  verify(lastSeq: number): void {
    if (this.#lastSeq !== lastSeq) this.forget();
  }

  /** What was noted is not true any more. */
  forget(): void {
    this.#current = null;
    this.#isOutdated = true;
  }

  async #read(content: DocumentContent): Promise<void> {
    const places = new StructPlaces();
    this.#isOutdated = false;
    let { lastSeq } = content;
    const waiting = this.#services.queue.updatesOf(this.#documentId).map(({ bytes }) => bytes);
    for (const part of [...content.parts(), ...waiting]) await this.#place(part, places);
    for (let next = this.#arrivals.shift(); next !== undefined; next = this.#arrivals.shift()) {
      if (next.seq <= lastSeq) continue;
      if (next.seq > lastSeq + 1) return;
      lastSeq = next.seq;
      if (!isNoted(next, places)) await this.#place(next.bytes, places);
    }
    if (this.#isOutdated) return;
    this.#current = places;
    this.#lastSeq = lastSeq;
  }

  #follow(update: CommittedUpdate): void {
    const places = this.#current;
    if (places === null || update.seq <= this.#lastSeq) return;
    if (update.seq > this.#lastSeq + 1) {
      this.forget();
      return;
    }
    this.#lastSeq = update.seq;
    if (isNoted(update, places)) return;
    // Otherwise all is read anew when it is needed: that is done in stretches.
    if (!isDoneSoon(placingStored(update.bytes, places), MOST_PAUSES)) this.forget();
  }

  #place(part: Uint8Array, places: StructPlaces): Promise<void> {
    return this.#services.stretches.do(placingStored(part, places));
  }
}
