import { type CraftedStruct, craftedUpdate } from './crafted-update.ts';
import type { SeededRandom } from './SeededRandom.ts';

type Id = readonly [client: number, clock: number];

const LONGEST = 3;

const CONTENTS: readonly [CraftedStruct['content'], ...CraftedStruct['content'][]] = [
  'x',
  'ab',
  'xyz',
  '🚚',
  {},
  {},
  1,
  2,
];

function lengthOf(content: CraftedStruct['content']): number {
  if (typeof content === 'string') return content.length;
  return typeof content === 'number' ? content : 1;
}

/** Updates of a few clients whose structs refer to what is there, but rarely to what goes together. */
export class HostileHistory {
  readonly #random: SeededRandom;
  readonly #known: Id[] = [];
  readonly #next = new Map<number, number>();
  #offered: readonly Id[] = [];

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  /** An update that goes on from those that were kept. */
  offer(): Uint8Array {
    const client = 1 + this.#random.below(4);
    const begin = this.#next.get(client) ?? 0;
    const structs = Array.from({ length: 1 + this.#random.below(LONGEST) }, () => this.#struct());
    const length = structs.reduce((sum, { content }) => sum + lengthOf(content), 0);
    this.#offered = Array.from({ length }, (_, index) => [client, begin + index]);
    return craftedUpdate([client, begin], structs, this.#deletions());
  }

  /** What was offered last is stored now. */
  keep(): void {
    this.#known.push(...this.#offered);
    const [client, clock] = this.#offered.at(-1) ?? [0, 0];
    this.#next.set(client, clock + 1);
  }

  #deletions() {
    if (this.#random.below(3) > 0) return [];
    const [client, clock] = this.#anyId();
    return [{ client, clock, length: 1 }];
  }

  #struct(): CraftedStruct {
    const content = this.#random.pick(CONTENTS);
    const [origin, right, parent] = [this.#anyId(), this.#anyId(), this.#anyId()];
    const kind = this.#known.length === 0 ? 0 : this.#random.below(6);
    if (kind === 0) return { parent: this.#random.pick(['one', 'two']), ...this.#maybeKey(), content };
    if (kind === 1) return { parent, ...this.#maybeKey(), content };
    if (kind === 2) return { right, content };
    return kind === 3 ? { origin, content } : { origin, right, content };
  }

  #maybeKey(): Pick<CraftedStruct, 'key'> {
    return this.#random.below(2) === 0 ? {} : { key: this.#random.pick(['k', 'l']) };
  }

  #anyId(): Id {
    return this.#known[this.#random.below(Math.max(1, this.#known.length))] ?? [0, 0];
  }
}
