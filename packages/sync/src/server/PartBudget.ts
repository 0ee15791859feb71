import { UpdateTooComplexError } from './invalid-update.ts';

/** How many structs cost as much as each of these, as measured: beside reading, what they carry is remembered. */
const COSTS = { client: 8, gap: 4, deletion: 2, json: 4, jsonValue: 2 } as const;

/** Before every value in JSON but the outermost, and in text here and there. */
const OPENINGS: ReadonlySet<string> = new Set(['[', '{', ',']);

function valuesIn(json: string): number {
  let values = 0;
  for (let index = 0; index < json.length; index++) if (OPENINGS.has(json.charAt(index))) values += 1;
  return values;
}

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
    this.take(COSTS.json + COSTS.jsonValue * valuesIn(text));
  }

  takeCostly(part: 'client' | 'gap' | 'deletion'): void {
    this.take(COSTS[part]);
  }
}
