import { UpdateTooComplexError } from './invalid-update.ts';

/** How many structs cost as much as each of these, as measured: beside reading, what they carry is remembered. */
const COSTS = { client: 8, gap: 4, deletion: 2, json: 4 } as const;
/** Bytes of JSON that cost as much to read as a struct. */
const JSON_BYTES = 8;

/** Counts the parts of an update: structs, deletions, and the plain values inside structs. Those that cost more count more. */
export class PartBudget {
  #left: number;

  constructor(most: number) {
    this.#left = most;
  }

  /** Throws `UpdateTooComplexError` when there were too many. */
  take(parts = 1): void {
    this.#left -= parts;
    if (this.#left < 0) throw new UpdateTooComplexError('update has too many parts');
  }

  takeJson(text: string): void {
    this.take(COSTS.json + text.length / JSON_BYTES);
  }

  takeCostly(part: Exclude<keyof typeof COSTS, 'json'>): void {
    this.take(COSTS[part]);
  }
}
