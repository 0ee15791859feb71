/** The first clock of a struct. */
export interface StructId {
  readonly client: number;
  readonly clock: number;
}

/** Of all slots so many may be taken. */
const FULLEST = 0.75;
/** What is never written to: most documents have few keys, and some none. */
const NO_HASHES = new Uint32Array(1);
const NO_CLOCKS = new Float64Array(1);

/**
 * The first value of each key of a document, and the first to take the place of each value, by hashes of these: some thirty
 * bytes for each, as boards have tens of thousands.
 */
export class FirstEntries {
  /** 0 where a slot is free. */
  #hashes = NO_HASHES;
  /** Indexes in `#ids`. */
  #clients = NO_HASHES;
  #clocks = NO_CLOCKS;
  readonly #ids: number[] = [];
  readonly #indexes = new Map<number, number>();
  #size = 0;

  /** The one with this hash. Two may have the same. */
  get(hash: number): StructId | null {
    const slot = this.#slotOf(hash);
    if (this.#hashes[slot] === 0) return null;
    return { client: this.#ids[this.#clients[slot] ?? 0] ?? 0, clock: this.#clocks[slot] ?? 0 };
  }

  /** `hash` is an unsigned 32-bit number other than 0 that is not there yet. */
  set(hash: number, client: number, clock: number): void {
    if (this.#size >= Math.floor(this.#hashes.length * FULLEST)) this.#grow();
    this.#put(hash, this.#indexOf(client), clock);
    this.#size += 1;
  }

  #put(hash: number, client: number, clock: number): void {
    const slot = this.#slotOf(hash);
    this.#hashes[slot] = hash;
    this.#clients[slot] = client;
    this.#clocks[slot] = clock;
  }

  /** That of the hash, or the free one where it belongs. */
  #slotOf(hash: number): number {
    const mask = this.#hashes.length - 1;
    let slot = hash & mask;
    while (this.#hashes[slot] !== 0 && this.#hashes[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  #indexOf(client: number): number {
    const known = this.#indexes.get(client);
    if (known !== undefined) return known;
    this.#indexes.set(client, this.#ids.length);
    return this.#ids.push(client) - 1;
  }

  #grow(): void {
    const [hashes, clients, clocks] = [this.#hashes, this.#clients, this.#clocks];
    const slots = Math.max(16, hashes.length * 2);
    this.#hashes = new Uint32Array(slots);
    this.#clients = new Uint32Array(slots);
    this.#clocks = new Float64Array(slots);
    for (const [index, hash] of hashes.entries()) {
      if (hash !== 0) this.#put(hash, clients[index] ?? 0, clocks[index] ?? 0);
    }
  }
}
