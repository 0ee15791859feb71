import { ENTRIES, listPlace, NOWHERE, type Place } from './Place.ts';
import { PlacedSpans } from './PlacedSpans.ts';
import { RangeSet } from './RangeSet.ts';
import { SiblingOrder } from './SiblingOrder.ts';

/**
 * Where each struct of a document lies: enough to tell whether what a new one refers to is there, and goes together, without a
 * `Y.Doc`. A list is found by the type whose children it is, everything else by what it was inserted beside.
 */
export class StructPlaces {
  readonly structs = new RangeSet();
  readonly order = new SiblingOrder();
  readonly #clients = new Map<number, PlacedSpans>();
  readonly #roots = new Map<string, Place>();
  readonly #lists = new Map<number, Map<number, Place>>();

  /** Where a clock lies; null when it is not known. */
  at(client: number, clock: number): Place | null {
    return this.#clients.get(client)?.at(clock) ?? null;
  }

  /** The list of a root type. */
  root(name: string): Place {
    const known = this.#roots.get(name);
    if (known !== undefined) return known;
    const place = listPlace(0);
    this.#roots.set(name, place);
    return place;
  }

  /** Where the children lie of the type that itself lies at `around`. */
  children(client: number, clock: number, around: Place, areKeyed: boolean): Place {
    const depth = around.depth + 1;
    if (around.kind === 'nowhere') return NOWHERE.at(depth);
    return areKeyed ? ENTRIES.at(depth) : this.#list(client, clock, depth);
  }

  /** Notes where clocks lie; of those that are known already nothing changes. */
  set(client: number, start: number, end: number, place: Place): void {
    const range = { client, start, end };
    const spans = this.#spansOf(client);
    if (!this.structs.overlaps(range)) spans.set(start, end, place);
    else for (const news of this.structs.missing(range)) spans.set(news.start, news.end, place);
    this.structs.add(range);
  }

  /** Notes all that another one knows, which is not used any more. */
  adopt(other: StructPlaces): void {
    for (const [client, spans] of other.#clients) {
      const known = this.#clients.get(client);
      if (known === undefined) this.#clients.set(client, spans);
      else spans.each((start, end, place) => known.set(start, end, place));
    }
    this.structs.addAll([...other.structs.ranges()]);
  }

  #list(client: number, clock: number, depth: number): Place {
    let lists = this.#lists.get(client);
    if (lists === undefined) {
      lists = new Map();
      this.#lists.set(client, lists);
    }
    const place = lists.get(clock) ?? listPlace(depth);
    lists.set(clock, place);
    return place;
  }

  #spansOf(client: number): PlacedSpans {
    const known = this.#clients.get(client);
    if (known !== undefined) return known;
    const spans = new PlacedSpans();
    this.#clients.set(client, spans);
    return spans;
  }
}
