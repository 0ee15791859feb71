/** How Yjs numbers what a struct may be (`contentRefs` in its Item.js, and the kinds that are no items). */
export const STRUCT_KIND = {
  garbage: 0,
  deleted: 1,
  json: 2,
  binary: 3,
  string: 4,
  embed: 5,
  format: 6,
  type: 7,
  any: 8,
  document: 9,
  gap: 10,
} as const;

/** In place of a client where nothing is referred to. */
export const NOBODY = -1;

/** A struct as far as its place is concerned. One object serves a whole scan: what must last is copied. */
export class StructHead {
  client = 0;
  clock = 0;
  /** In clocks. */
  length = 0;
  kind = 0;
  /** The clock to whose right it was inserted. */
  originClient = NOBODY;
  originClock = 0;
  /** The clock to whose left it was inserted. */
  rightClient = NOBODY;
  rightClock = 0;
  /** The type in which it lies; only said where neither of the two is, and then only if no root type is named. */
  parentClient = NOBODY;
  parentClock = 0;
  /** Where in the update the root type's name is; empty where none is named. */
  rootFrom = 0;
  rootTo = 0;
  /** The same of the key, where it is said to be a value under one. */
  keyFrom = 0;
  keyTo = 0;
  /** Whether it is said to be a value under a key; without an origin only. */
  isKeyed = false;

  /** A struct of which nothing is said yet. */
  begin(client: number, clock: number, kind: number): void {
    this.client = client;
    this.clock = clock;
    this.kind = kind;
    this.originClient = NOBODY;
    this.rightClient = NOBODY;
    this.parentClient = NOBODY;
    this.rootTo = this.rootFrom;
    this.keyTo = this.keyFrom;
    this.isKeyed = false;
  }

  /** What of it begins with a clock within. */
  from(clock: number): StructHead {
    const rest = this.copy();
    rest.clock = clock;
    rest.length = this.clock + this.length - clock;
    rest.originClient = this.client;
    rest.originClock = clock - 1;
    return rest;
  }

  copy(): StructHead {
    return Object.assign(new StructHead(), this);
  }
}
