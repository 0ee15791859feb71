import * as Y from 'yjs';
import { Coverage, derivedDeletions } from './Coverage.ts';
import type { StoredDocument } from './document-log.ts';
import { SYNC, syncFrame } from './frames.ts';
import { encodeStateVector } from './messages.ts';
import { inspectUpdate, type UpdateContent } from './update-content.ts';

type StateVector = ReadonlyMap<number, number>;

const EMPTY_UPDATE = Uint8Array.of(0, 0);

function reaches(vector: StateVector, required: StateVector): boolean {
  for (const [client, clock] of required) {
    if ((vector.get(client) ?? 0) < clock) return false;
  }
  return true;
}

/**
 * A document's stored bytes while its room needs them: the snapshot as it was read, and the updates since. New clients get
 * these bytes as they are; only a client that already knows something makes them be decoded, once per room.
 */
export class DocumentContent {
  readonly #snapshot: Uint8Array | null;
  #snapshotFrame: Buffer | undefined;
  #snapshotDeletions: Uint8Array | undefined;
  #snapshotVector: StateVector = new Map();
  #tail: Uint8Array[];
  #tailFrame: Buffer | undefined;
  #coverage: Coverage | undefined;
  #derived = false;
  lastSeq: number;
  bytes: number;

  constructor({ snapshot, updates }: StoredDocument) {
    this.#snapshot = snapshot?.bytes ?? null;
    this.#tail = updates.map((update) => update.bytes);
    this.lastSeq = updates.at(-1)?.seq ?? snapshot?.seq ?? 0;
    this.bytes = this.#parts().reduce((sum, part) => sum + part.length, 0);
  }

  /** Adds an update that was just stored. `bytes` are copied: they may be a slice of a socket's read buffer. */
  push(seq: number, bytes: Uint8Array, content: UpdateContent | null): void {
    this.#tail.push(Uint8Array.from(bytes));
    this.#tailFrame = undefined;
    this.#coverage?.add(content ?? inspectUpdate(bytes));
    this.#derived = false;
    this.lastSeq = seq;
    this.bytes += bytes.length;
  }

  /** What the document is known to contain; decodes it at the first call. */
  coverage(): Coverage {
    this.#coverage ??= this.#measure();
    return this.#coverage;
  }

  /** As `coverage`, with the deletions that replicas derive by themselves; builds the document once per change. */
  fullCoverage(): Coverage {
    const coverage = this.coverage();
    if (!this.#derived) coverage.add(derivedDeletions(this.#parts()));
    this.#derived = true;
    return coverage;
  }

  /** The frames that bring a client with this state vector up to date; the last one is its SyncStep2. */
  framesFor(vector: StateVector): readonly Buffer[] {
    if (vector.size === 0) return this.#allFrames();
    this.coverage();
    const encoded = encodeStateVector(vector);
    const news = Y.diffUpdate(this.#mergedTail(), encoded);
    if (this.#snapshot === null) return [syncFrame(SYNC.step2, news)];
    const missed = reaches(vector, this.#snapshotVector)
      ? this.#deletionsOf(this.#snapshot)
      : Y.diffUpdate(this.#snapshot, encoded);
    return [syncFrame(SYNC.update, missed), syncFrame(SYNC.step2, news)];
  }

  #allFrames(): readonly Buffer[] {
    this.#tailFrame ??= syncFrame(SYNC.step2, this.#mergedTail());
    if (this.#snapshot === null) return [this.#tailFrame];
    this.#snapshotFrame ??= syncFrame(SYNC.update, this.#snapshot);
    return [this.#snapshotFrame, this.#tailFrame];
  }

  #mergedTail(): Uint8Array {
    if (this.#tail.length > 1) this.#tail = [Y.mergeUpdates(this.#tail)];
    return this.#tail[0] ?? EMPTY_UPDATE;
  }

  #deletionsOf(snapshot: Uint8Array): Uint8Array {
    this.#snapshotDeletions ??= Y.diffUpdate(snapshot, encodeStateVector(this.#snapshotVector));
    return this.#snapshotDeletions;
  }

  #parts(): readonly Uint8Array[] {
    return this.#snapshot === null ? this.#tail : [this.#snapshot, ...this.#tail];
  }

  #measure(): Coverage {
    const coverage = new Coverage();
    if (this.#snapshot !== null) coverage.add(inspectUpdate(this.#snapshot));
    this.#snapshotVector = coverage.structs.stateVector();
    for (const update of this.#tail) coverage.add(inspectUpdate(update));
    return coverage;
  }
}
