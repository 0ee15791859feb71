import { Coverage } from './Coverage.ts';
import { decodeCoverage, deletionsUpdate } from './coverage-bytes.ts';
import type { StoredSnapshot, StoredUpdate } from './document-log.ts';
import { SYNC, syncFrame, syncFramePieces } from './frames.ts';
import { mergeMany } from './merge-many.ts';
import { diffUpdate } from './trim-update.ts';
import { inspectUpdate, type UpdateContent } from './update-content.ts';

type StateVector = ReadonlyMap<number, number>;

const EMPTY_UPDATE = Uint8Array.of(0, 0);
/** Up to so many bytes updates are always merged into one: a message more costs more than merging them again. */
const ALWAYS_ONE_BYTES = 16 * 1024;
/** A run beyond this stays as it is: merging more at once would hold up everybody else for milliseconds. */
const LONGEST_RUN_BYTES = 64 * 1024;
/** So many updates are merged as they come; a join would otherwise have to merge all that came since the one before. */
const MERGED_AT_ONCE = 256;
/** So many of the newest updates are kept apart at least, for clients that lack no more; each takes more than its bytes. */
const KEPT_APART = 2_048;

function reaches(vector: StateVector, required: StateVector): boolean {
  for (const [client, clock] of required) {
    if ((vector.get(client) ?? 0) < clock) return false;
  }
  return true;
}

function belongTogether(older: Uint8Array, newer: Uint8Array): boolean {
  if (older.length + newer.length > LONGEST_RUN_BYTES) return false;
  return older.length <= Math.max(2 * newer.length, ALWAYS_ONE_BYTES);
}

/** Updates that are merged together; a large one stays alone. */
function inRuns(updates: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const runs: Uint8Array[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const update of updates) {
    bytes += update.length;
    if (bytes <= LONGEST_RUN_BYTES) runs.at(-1)?.push(update);
    else {
      runs.push([update]);
      bytes = update.length;
    }
  }
  return runs;
}

/** The last one is the SyncStep2. */
function framesOf(updates: readonly Uint8Array[]): readonly Buffer[] {
  const last = updates.length - 1;
  return updates.map((update, index) => syncFrame(index === last ? SYNC.step2 : SYNC.update, update));
}

/** What a snapshot holds, and the same as a state vector. */
interface Measured {
  readonly content: UpdateContent;
  readonly vector: StateVector;
}

function measured({ bytes, coverage }: StoredSnapshot): Measured {
  const content = coverage === undefined ? inspectUpdate(bytes) : decodeCoverage(coverage);
  const whole = new Coverage();
  whole.add(content);
  return { content, vector: whole.structs.stateVector() };
}

/**
 * A document's stored bytes while its room needs them: the snapshot as it was read, and the updates since. New clients get
 * these bytes as they are; the snapshot is decoded only for a client that has part of it.
 */
export class DocumentContent {
  readonly #snapshot: StoredSnapshot | null;
  #snapshotFrame: readonly Buffer[] | undefined;
  #measured: Measured | undefined;
  /** The tail as far as it was merged: each run is longer than those behind it, so that none is merged again and again. */
  readonly #runs: Uint8Array[] = [];
  /** The newest updates; of them the first `#mergedUpdates` are in the runs, too. */
  readonly #recent: StoredUpdate[] = [];
  #mergedUpdates = 0;
  /** The number after which `#recent` begins. */
  #recentSince: number;
  #tailFrames: readonly Buffer[] | undefined;
  #coverage: Coverage | undefined;
  #derived = false;
  lastSeq: number;
  bytes: number;

  constructor(snapshot: StoredSnapshot | null) {
    this.#snapshot = snapshot;
    this.#recentSince = snapshot?.seq ?? 0;
    this.lastSeq = this.#recentSince;
    this.bytes = snapshot?.bytes.length ?? 0;
  }

  /** Adds the update that follows in the log. `bytes` are kept as they are. */
  push(seq: number, bytes: Uint8Array, content: UpdateContent | null): void {
    this.#recent.push({ seq, bytes });
    this.#tailFrames = undefined;
    if (this.#recent.length - this.#mergedUpdates >= MERGED_AT_ONCE) this.#mergedTail();
    if (this.#recent.length >= 2 * KEPT_APART) this.#forgetOldest();
    this.#coverage?.add(content ?? inspectUpdate(bytes));
    this.#derived = false;
    this.lastSeq = seq;
    this.bytes += bytes.length;
  }

  /** What the document is known to contain; looks at the tail at the first call, at the snapshot where nothing was noted. */
  coverage(): Coverage {
    this.#coverage ??= this.#measure();
    return this.#coverage;
  }

  /** What `coverage` answers, if it was asked for since the content was read; else null. */
  get measured(): Coverage | null {
    return this.#coverage ?? null;
  }

  /** Whether only somebody who has read the document can tell whether an update brings news, by what is derived from it. */
  mustReadFor(update: UpdateContent): boolean {
    const coverage = this.coverage();
    return !this.#derived && coverage.hasStructs(update) && !coverage.has(update);
  }

  /** Takes note of deletions that replicas derive from what was there up to `lastSeq`. */
  derive({ deletions }: UpdateContent, lastSeq: number): void {
    this.coverage().add({ structs: [], deletions });
    this.#derived = lastSeq === this.lastSeq;
  }

  /** The frames, whole or in pieces, that bring a client with this state vector up to date; the last one is its SyncStep2. */
  framesFor(vector: StateVector): readonly Buffer[] {
    if (vector.size === 0) return this.#allFrames();
    const news = framesOf(this.#mergedTail().map((run) => diffUpdate(run, vector)));
    if (this.#snapshot === null) return news;
    return [syncFrame(SYNC.update, this.#missed(this.#snapshot, vector)), ...news];
  }

  /** What a client lacks of the snapshot. Only for one that has part of it the bytes must be read. */
  #missed(snapshot: StoredSnapshot, vector: StateVector): Uint8Array {
    const { content, vector: whole } = this.#snapshotMeasured(snapshot);
    if (reaches(vector, whole)) return deletionsUpdate(content.deletions);
    const hasPart = [...whole.keys()].some((client) => (vector.get(client) ?? 0) > 0);
    return hasPart ? diffUpdate(snapshot.bytes, vector) : snapshot.bytes;
  }

  /**
   * The SyncStep2 for a client that says it has everything up to `seq`: the updates after it. Null when they are no longer
   * apart from others, or when its state vector tells that it lacks something of what came before.
   */
  frameSince(seq: number, vector: StateVector): Buffer | null {
    if (seq < this.#recentSince || seq > this.lastSeq) return null;
    const news = this.#recent.filter((update) => update.seq > seq).map(({ bytes }) => bytes);
    const brought = new Coverage();
    for (const update of news) brought.add(inspectUpdate(update));
    for (const [client, end] of this.coverage().structs.stateVector()) {
      const start = vector.get(client) ?? 0;
      if (start < end && !brought.structs.covers({ client, start, end })) return null;
    }
    return syncFrame(SYNC.step2, mergeMany(news));
  }

  #allFrames(): readonly Buffer[] {
    this.#tailFrames ??= framesOf(this.#mergedTail());
    if (this.#snapshot === null) return this.#tailFrames;
    this.#snapshotFrame ??= syncFramePieces(SYNC.update, this.#snapshot.bytes);
    return [...this.#snapshotFrame, ...this.#tailFrames];
  }

  /** Merging is worth its while between equals: what is added to a run twice as long is left behind it. */
  #mergedTail(): readonly Uint8Array[] {
    const runs = this.#runs;
    for (const run of inRuns(this.#unmerged)) runs.push(mergeMany(run));
    this.#mergedUpdates = this.#recent.length;
    let [older, newer] = runs.slice(-2);
    while (older && newer && belongTogether(older, newer)) {
      runs.splice(-2, 2, mergeMany([older, newer]));
      [older, newer] = runs.slice(-2);
    }
    return runs.length === 0 ? [EMPTY_UPDATE] : runs;
  }

  get #unmerged(): readonly Uint8Array[] {
    return this.#recent.slice(this.#mergedUpdates).map(({ bytes }) => bytes);
  }

  #forgetOldest(): void {
    const forgotten = this.#recent.splice(0, this.#mergedUpdates - KEPT_APART);
    this.#mergedUpdates -= forgotten.length;
    this.#recentSince = forgotten.at(-1)?.seq ?? this.#recentSince;
  }

  /** All that is stored, in the order of the log. */
  parts(): readonly Uint8Array[] {
    const tail = [...this.#runs, ...this.#unmerged];
    return this.#snapshot === null ? tail : [this.#snapshot.bytes, ...tail];
  }

  #snapshotMeasured(snapshot: StoredSnapshot): Measured {
    this.#measured ??= measured(snapshot);
    return this.#measured;
  }

  #measure(): Coverage {
    const coverage = new Coverage();
    if (this.#snapshot !== null) coverage.add(this.#snapshotMeasured(this.#snapshot).content);
    for (const part of [...this.#runs, ...this.#unmerged]) coverage.add(inspectUpdate(part));
    return coverage;
  }
}
