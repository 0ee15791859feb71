import type { ClockRange } from './RangeSet.ts';
import type { StructHead } from './StructHead.ts';

/** A struct that must be placed before another can be. */
export interface Need {
  readonly client: number;
  readonly clock: number;
}

interface Section {
  readonly heads: StructHead[];
  next: number;
  isOnPath: boolean;
  isStuck: boolean;
}

/**
 * The structs of an update that refer to others further behind in it, client by client. Each client's come in order; one that
 * needs another client's lets that one go ahead. So each is looked at a few times only, however they refer to each other.
 */
export class WaitingSections {
  readonly #sections = new Map<number, Section>();
  readonly #attempt: (head: StructHead) => Need | null;
  readonly #path: Section[] = [];
  #order: Iterator<Section> | undefined;

  /** `attempt` places a struct, or answers with what is missing for that. */
  constructor(attempt: (head: StructHead) => Need | null) {
    this.#attempt = attempt;
  }

  /** Whether structs of a client wait; those behind them must then wait, too. */
  holds(client: number): boolean {
    return this.#sections.has(client);
  }

  /** `head` is kept. */
  add(head: StructHead): void {
    const section = this.#sections.get(head.client);
    if (section !== undefined) section.heads.push(head);
    else this.#sections.set(head.client, { heads: [head], next: 0, isOnPath: false, isStuck: false });
  }

  /** Makes one attempt; answers whether there are more to make. */
  step(): boolean {
    const section = this.#path.at(-1) ?? this.#nextSection();
    if (section === null) return false;
    const head = section.heads[section.next];
    const need = head === undefined ? null : this.#attempt(head);
    if (need !== null) this.#goAhead(this.#sections.get(need.client));
    else {
      section.next += 1;
      // Whoever waited for this one may go on; if not, they say so.
      if (head === undefined || this.#path.length > 1) this.#leave();
    }
    return true;
  }

  /** What could not be placed. */
  *left(): Iterable<StructHead> {
    for (const { heads, next } of this.#sections.values()) yield* heads.slice(next);
  }

  #nextSection(): Section | null {
    this.#order ??= this.#sections.values();
    for (let { done, value } = this.#order.next(); done !== true; { done, value } = this.#order.next()) {
      if (!value.isStuck && value.next < value.heads.length) return this.#enter(value);
    }
    return null;
  }

  #goAhead(section: Section | undefined): void {
    const canHelp = section !== undefined && !section.isOnPath && !section.isStuck;
    if (canHelp && section.next < section.heads.length) this.#enter(section);
    else while (this.#path.length > 0) this.#leave().isStuck = true;
  }

  #enter(section: Section): Section {
    section.isOnPath = true;
    this.#path.push(section);
    return section;
  }

  #leave(): Section {
    const section = this.#path.pop();
    if (section === undefined) throw new Error('nobody is on the path');
    section.isOnPath = false;
    return section;
  }
}

/** The clocks of structs. */
export function rangesOf(heads: Iterable<StructHead>): readonly ClockRange[] {
  return Array.from(heads, ({ client, clock, length }) => ({ client, start: clock, end: clock + length }));
}
