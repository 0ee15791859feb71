import type { MarkedData } from '../threads/WatchedWorker.ts';
import type { UpkeepBounds, UpkeepScope } from './bounds.ts';
import type { UpkeepGauges } from './Upkeep.ts';

/** What the upkeep thread is told. Those with an id are answered. */
export type UpkeepMessage = UpkeepNews | UpkeepRequest | { readonly type: 'scope'; readonly scope: UpkeepScope };

/** Documents with new updates, and those that the last person has left. */
export interface UpkeepNews {
  readonly type: 'news';
  readonly committed: readonly string[];
  readonly closed: readonly string[];
}

/** A question to the upkeep thread. */
export type UpkeepRequest = { readonly id: number } & (
  | { readonly type: 'project' | 'compact'; readonly documentId: string }
  | { readonly type: 'gauges' | 'stop' }
);

/** What the thread answers: the sequence number that was reached, the gauges, or nothing. */
export interface UpkeepAnswer {
  readonly id: number;
  readonly result?: number | UpkeepGauges;
  /** Why it failed. */
  readonly error?: string;
}

/** What the thread is given to begin with. */
export interface UpkeepThreadData extends MarkedData, UpkeepBounds {
  readonly databaseUrl: string;
}
