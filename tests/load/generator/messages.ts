import type { Seat } from './wire.ts';

/** Who sits where: rooms of equal size, of which the first clients write. */
export interface Seating {
  /** One seat for each room. */
  readonly rooms: readonly Seat[];
  readonly clientsPerRoom: number;
  readonly writersPerRoom: number;
}

/** What the load generator is asked to do. */
export type Command =
  | ({ readonly kind: 'connect' } & Seating)
  /** Sends `rate` updates a second over all rooms, for `warmUp` and then for `seconds`, which are measured. */
  | { readonly kind: 'load'; readonly rate: number; readonly warmUp: number; readonly seconds: number }
  /** Opens every seat at once and measures until all have the whole document. */
  | { readonly kind: 'open'; readonly seats: readonly Seat[]; readonly documentBytes: number };

/** How busy the load generator was, so that it is never the limit unseen. */
export interface OwnFigures {
  /** Share of one core. */
  readonly cpu: number;
  /** 99th percentile of how late its timers came, in milliseconds. */
  readonly lagMs: number;
}

/** What a load came to. */
export interface LoadResult extends OwnFigures {
  readonly deliveries: number;
  readonly deliveriesPerSecond: number;
  /** Deliveries by those that should have been. */
  readonly deliveredShare: number;
  readonly p50: number;
  readonly p99: number;
}

/** How long it took until every client had the document, in milliseconds. */
export interface OpenResult extends OwnFigures {
  readonly first: number;
  readonly last: number;
  /** What a client spends on reading one document into memory. */
  readonly decodingMs: number;
}

/** What a command is answered with. */
export interface Results {
  readonly connect: null;
  readonly load: LoadResult;
  readonly open: OpenResult;
}

/** What the load generator says while it works on a command. It waits for an answer after `begin` and `end`. */
export type Report<Result> =
  | { readonly phase: 'begin' | 'end' }
  | { readonly phase: 'result'; readonly result: Result }
  | { readonly phase: 'failed'; readonly reason: string };
