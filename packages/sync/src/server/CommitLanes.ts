import { backoff } from './backoff.ts';
import type { PendingUpdate, UpdateOrigin } from './pending-update.ts';
import { RangeSet } from './RangeSet.ts';

/** The waiting updates of one document, oldest first. */
export interface Lane {
  readonly documentId: string;
  readonly updates: PendingUpdate[];
  /** The structs of what waits, or has waited since the lane was last empty. */
  readonly structs: RangeSet;
  /** Of what waits. */
  bytes: number;
  /** Failures in a row of this document alone; one that fails alone no longer holds up the others. */
  failures: number;
  notBefore: number;
}

/** The first `count` updates of a lane, on their way to the log. */
export interface Share {
  readonly lane: Lane;
  readonly count: number;
}

const MAX_UPDATES = 5_000;
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * What waits to be stored, and what is tried next. After a batch failed, documents are tried one by one until one
 * succeeds: an outage then costs one small attempt at a time, and one document's trouble stays its own.
 */
export class CommitLanes {
  readonly #lanes = new Map<string, Lane>();
  #outage = 0;
  #retryAt = 0;
  #probedLast = false;

  get empty(): boolean {
    return this.#lanes.size === 0;
  }

  all(): readonly Lane[] {
    return [...this.#lanes.values()];
  }

  add(update: PendingUpdate): void {
    const lane = this.#laneOf(update.documentId);
    lane.updates.push(update);
    lane.bytes += update.bytes.length;
    lane.structs.addAll(update.content.structs);
  }

  /** The structs of a document that are on their way to the log; undefined when nothing of it waits. */
  structsOf(documentId: string): RangeSet | undefined {
    return this.#lanes.get(documentId)?.structs;
  }

  /** What waits of a document, oldest first. */
  updatesOf(documentId: string): readonly PendingUpdate[] {
    return this.#lanes.get(documentId)?.updates ?? [];
  }

  /** How many bytes of a document are on their way to the log. */
  bytesOf(documentId: string): number {
    return this.#lanes.get(documentId)?.bytes ?? 0;
  }

  /** What to store now; empty while everything that waits has failed just before. */
  next(now: number): readonly Share[] {
    if (now < this.#retryAt) return [];
    const probe = this.#outage > 0 || !this.#probedLast ? this.#nextProbe(now) : undefined;
    this.#probedLast = probe !== undefined;
    if (probe !== undefined) return [{ lane: probe, count: probe.updates.length }];
    return this.#outage > 0 ? [] : this.#healthyShares();
  }

  /** Milliseconds until `next` has something. */
  wait(now: number): number {
    const earliest = Math.min(...this.all().map((lane) => lane.notBefore));
    return Math.max(0, earliest - now, this.#retryAt - now);
  }

  /** Takes a stored share out; answers with its updates. */
  succeeded({ lane, count }: Share): readonly PendingUpdate[] {
    this.#outage = 0;
    lane.failures = 0;
    lane.notBefore = 0;
    const updates = lane.updates.splice(0, count);
    for (const { bytes } of updates) lane.bytes -= bytes.length;
    if (lane.updates.length === 0) this.#lanes.delete(lane.documentId);
    return updates;
  }

  failed(shares: readonly Share[], now: number): void {
    const [alone, ...others] = shares;
    if (others.length > 0 || this.#outage > 0) {
      this.#outage += 1;
      this.#retryAt = now + backoff(this.#outage);
    }
    if (alone === undefined || others.length > 0) return;
    const { lane } = alone;
    lane.failures += 1;
    lane.notBefore = now + backoff(lane.failures);
    this.#lanes.delete(lane.documentId);
    this.#lanes.set(lane.documentId, lane);
  }

  /** Takes a document out altogether; answers with what waited. */
  remove(documentId: string): readonly PendingUpdate[] {
    const updates = this.#lanes.get(documentId)?.updates.splice(0) ?? [];
    this.#lanes.delete(documentId);
    return updates;
  }

  /**
   * Takes out, oldest first, what a document has no room for, what the same origin made after that, and what leans on others,
   * of which one might be taken out; answers with that.
   */
  removeBeyond(documentId: string, room: number): readonly PendingUpdate[] {
    const removed = new Set<PendingUpdate>();
    const origins = new Set<UpdateOrigin>();
    let left = room;
    for (const update of this.#lanes.get(documentId)?.updates ?? []) {
      if (update.leansOnWaiting || update.bytes.length > left || origins.has(update.origin)) {
        removed.add(update);
        origins.add(update.origin);
      } else left -= update.bytes.length;
    }
    if (removed.size === 0) return [];
    // Anew, because the structs of what is taken out no longer wait.
    for (const update of this.remove(documentId)) if (!removed.has(update)) this.add(update);
    return [...removed];
  }

  /** In an outage any document will do, otherwise one that is known to fail alone. */
  #nextProbe(now: number): Lane | undefined {
    for (const lane of this.#lanes.values()) {
      if (lane.notBefore <= now && (this.#outage > 0 || lane.failures > 0)) return lane;
    }
    return undefined;
  }

  #laneOf(documentId: string): Lane {
    const open = this.#lanes.get(documentId);
    if (open !== undefined) return open;
    const lane: Lane = { documentId, updates: [], structs: new RangeSet(), bytes: 0, failures: 0, notBefore: 0 };
    this.#lanes.set(documentId, lane);
    return lane;
  }

  #healthyShares(): readonly Share[] {
    const shares: Share[] = [];
    let updates = 0;
    let bytes = 0;
    for (const lane of this.#lanes.values()) {
      if (lane.failures > 0) continue;
      let count = 0;
      for (const update of lane.updates) {
        if (updates > 0 && (updates >= MAX_UPDATES || bytes + update.bytes.length > MAX_BYTES)) break;
        updates += 1;
        bytes += update.bytes.length;
        count += 1;
      }
      if (count > 0) shares.push({ lane, count });
    }
    return shares;
  }
}
