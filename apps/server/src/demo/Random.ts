/**
 * A seeded source of chance: the same seed gives the same demo company on every machine. Each part of the company draws
 * from a stream of its own (`stream`), so that a card more on one board changes nothing on another.
 */
export class Random {
  readonly #seed: string;
  #state: [number, number, number, number];

  constructor(seed: string) {
    this.#seed = seed;
    this.#state = stateOf(seed);
    // The first numbers of sfc32 still resemble their seed.
    for (let count = 0; count < 12; count++) this.#draw();
  }

  /** Another stream, which depends on this one's seed and on `name` alone. */
  stream(name: string): Random {
    return new Random(`${this.#seed}/${name}`);
  }

  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor((this.#draw() / 2 ** 32) * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.#draw() / 2 ** 32 < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.integer(0, items.length - 1)];
    if (item === undefined) throw new RangeError('There is nothing to pick from.');
    return item;
  }

  /** `count` different items in random order; all of them when there are fewer. */
  sample<Item>(items: readonly Item[], count: number): Item[] {
    const left = [...items];
    const chosen: Item[] = [];
    while (chosen.length < count && left.length > 0) {
      chosen.push(...left.splice(this.integer(0, left.length - 1), 1));
    }
    return chosen;
  }

  /** A UUIDv7 (RFC 9562) as if made at `at`, in milliseconds since 1970. */
  id(at: number): string {
    const time = at.toString(16).padStart(12, '0');
    const [a, b, c, d] = [this.#hex(3), this.#hex(3), this.#hex(6), this.#hex(6)];
    const variant = '89ab'[this.integer(0, 3)];
    return `${time.slice(0, 8)}-${time.slice(8)}-7${a}-${variant}${b}-${c}${d}`;
  }

  #hex(digits: number): string {
    return this.integer(0, 16 ** digits - 1)
      .toString(16)
      .padStart(digits, '0');
  }

  /** sfc32 by Chris Doty-Humphrey: a 32-bit number. */
  #draw(): number {
    let [a, b, c, counter] = this.#state;
    const drawn = (a + b + counter) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + drawn;
    counter = (counter + 1) | 0;
    this.#state = [a, b, c | 0, counter];
    return drawn >>> 0;
  }
}

/** FNV-1a over the seed's characters, four times with different starts. */
function stateOf(seed: string): [number, number, number, number] {
  const hash = (start: number) => {
    let value = start;
    for (let at = 0; at < seed.length; at++) value = Math.imul(value ^ seed.charCodeAt(at), 16_777_619);
    return value | 0;
  };
  return [hash(2_166_136_261), hash(84_696_351), hash(1_540_483_477), 1];
}
