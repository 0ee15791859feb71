/** The clocks from `start` (included) to `end` (excluded) of one Yjs client. */
export interface ClockRange {
  readonly client: number;
  readonly start: number;
  readonly end: number;
}

/** The ranges of each client, in the order given. */
export function rangesByClient(ranges: readonly ClockRange[]): Map<number, ClockRange[]> {
  const clients = new Map<number, ClockRange[]>();
  for (const range of ranges) {
    const own = clients.get(range.client);
    if (own === undefined) clients.set(range.client, [range]);
    else own.push(range);
  }
  return clients;
}

interface Span {
  start: number;
  end: number;
}

/** Index of the first span that ends at or after `clock`; spans are sorted and apart. */
function firstReaching(spans: readonly Span[], clock: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const span = spans[middle];
    if (span !== undefined && span.end < clock) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** So many ranges at once are sorted in; each alone would move all that are behind it. */
const MANY = 32;

function joined(spans: Span[]): Span[] {
  spans.sort((one, other) => one.start - other.start);
  const apart: Span[] = [];
  for (const span of spans) {
    const last = apart.at(-1);
    if (last === undefined || last.end < span.start) apart.push({ start: span.start, end: span.end });
    else last.end = Math.max(last.end, span.end);
  }
  return apart;
}

/** A set of Yjs clocks, kept as few ranges per client: which structs, or which deletions, are known. */
export class RangeSet {
  readonly #clients = new Map<number, Span[]>();

  static of(ranges: readonly ClockRange[]): RangeSet {
    const set = new RangeSet();
    set.addAll(ranges);
    return set;
  }

  /** Adds a range, joining it with those it touches. */
  add({ client, start, end }: ClockRange): void {
    const spans = this.#clients.get(client);
    if (spans === undefined) {
      this.#clients.set(client, [{ start, end }]);
      return;
    }
    const first = firstReaching(spans, start);
    const joined = { start, end };
    let last = first;
    for (let span = spans[last]; span !== undefined && span.start <= end; span = spans[++last]) {
      joined.start = Math.min(joined.start, span.start);
      joined.end = Math.max(joined.end, span.end);
    }
    spans.splice(first, last - first, joined);
  }

  /** Adds ranges, also very many, in whatever order. */
  addAll(ranges: readonly ClockRange[]): void {
    if (ranges.length < MANY) for (const range of ranges) this.add(range);
    else for (const [client, own] of rangesByClient(ranges)) this.#addOwn(client, own);
  }

  /** Whether every clock of the range is in the set. */
  covers({ client, start, end }: ClockRange): boolean {
    const spans = this.#clients.get(client);
    if (spans === undefined) return false;
    const span = spans[firstReaching(spans, end)];
    return span !== undefined && span.start <= start;
  }

  /** Whether any clock of the range is in the set. */
  overlaps({ client, start, end }: ClockRange): boolean {
    const spans = this.#clients.get(client);
    if (spans === undefined) return false;
    const span = spans[firstReaching(spans, start + 1)];
    return span !== undefined && span.start < end;
  }

  /** The parts of a range that are not in the set, in order. */
  missing({ client, start, end }: ClockRange): readonly ClockRange[] {
    const spans = this.#clients.get(client) ?? [];
    const missing: ClockRange[] = [];
    let from = start;
    for (let index = firstReaching(spans, start + 1); from < end; index++) {
      const span = spans[index];
      const until = Math.min(span?.start ?? end, end);
      if (from < until) missing.push({ client, start: from, end: until });
      if (span === undefined) break;
      from = Math.max(from, span.end);
    }
    return missing;
  }

  /** The parts of a range that are in the set, in order. */
  common(range: ClockRange): readonly ClockRange[] {
    const { client, end } = range;
    const common: ClockRange[] = [];
    let from = range.start;
    for (const gap of [...this.missing(range), { client, start: end, end }]) {
      if (from < gap.start) common.push({ client, start: from, end: gap.start });
      from = gap.end;
    }
    return common;
  }

  /** Every range, client by client, in order. */
  *ranges(): Iterable<ClockRange> {
    for (const [client, spans] of this.#clients) for (const { start, end } of spans) yield { client, start, end };
  }

  /** The state vector: for each client the end of what is known without a gap from clock 0. */
  stateVector(): ReadonlyMap<number, number> {
    const vector = new Map<number, number>();
    for (const [client, [first]] of this.#clients) {
      if (first?.start === 0) vector.set(client, first.end);
    }
    return vector;
  }

  #addOwn(client: number, own: readonly ClockRange[]): void {
    if (own.length < MANY) for (const range of own) this.add(range);
    else this.#clients.set(client, joined([...(this.#clients.get(client) ?? []), ...own]));
  }
}
