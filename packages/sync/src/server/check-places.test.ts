import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type CraftedStruct, craftedUpdate } from '../testing/crafted-update.ts';
import { checkPlaces } from './check-places.ts';
import { InvalidUpdateError } from './invalid-update.ts';
import { DEEPEST_TYPE } from './Place.ts';
import { placingStored } from './place-stored.ts';
import { StructPlaces } from './StructPlaces.ts';
import { finish } from './work.ts';

/** Two lists with three letters each, two values under keys, of a map a value, and its text with a letter. */
const BASE = craftedUpdate(
  [1, 0],
  [
    { parent: 'one', content: 'abc' },
    { parent: 'two', content: 'def' },
    { parent: 'map', key: 'k', content: 'x' },
    { parent: 'map', key: 'm', content: {} },
    { parent: [1, 7], content: 'y' },
    { parent: [1, 7], key: 'k', content: 'z' },
  ],
);

function known(...updates: readonly Uint8Array[]): StructPlaces {
  const places = new StructPlaces();
  for (const update of [BASE, ...updates]) {
    finish(placingStored(update, places));
  }
  return places;
}

function check(structs: readonly CraftedStruct[], places = known()) {
  return checkPlaces(craftedUpdate([2, 0], structs), places);
}

describe('H16: what a struct refers to must go together', () => {
  const broken: readonly [string, readonly CraftedStruct[]][] = [
    ['neighbours in two lists', [{ origin: [1, 0], right: [1, 3], content: 'x' }]],
    ['a list and the list of a type', [{ origin: [1, 8], right: [1, 0], content: 'x' }]],
    ['a left neighbour under a key', [{ origin: [1, 6], right: [1, 0], content: 'x' }]],
    ['a right neighbour under a key', [{ origin: [1, 0], right: [1, 6], content: 'x' }]],
    ['only a right neighbour, under a key', [{ right: [1, 9], content: 'x' }]],
    ['several living values under a key', [{ origin: [1, 6], content: 'xy' }]],
    ['the same at the first', [{ parent: 'map', key: 'new', content: 'xy' }]],
    [
      'the same by way of another',
      [
        { parent: 'map', key: 'new', content: 'x' },
        { origin: [2, 0], content: 'xy' },
      ],
    ],
    [
      'two lists by way of another',
      [
        { origin: [1, 0], content: 'x' },
        { origin: [2, 0], right: [1, 4], content: 'x' },
      ],
    ],
  ];

  test.each(broken)('%s is invalid', (_what, structs) => {
    expect(() => check(structs)).toThrow(InvalidUpdateError);
  });

  const sound: readonly [string, readonly CraftedStruct[]][] = [
    ['neighbours in one list', [{ origin: [1, 0], right: [1, 1], content: 'x' }]],
    [
      'one of them its own',
      [
        { origin: [1, 2], content: 'x' },
        { origin: [1, 2], right: [2, 0], content: 'y' },
      ],
    ],
    [
      'the first two of a list',
      [
        { parent: 'one', content: 'x' },
        { origin: [1, 0], right: [2, 0], content: 'y' },
      ],
    ],
    [
      'children of the same type',
      [
        { parent: [1, 7], content: 'x' },
        { origin: [1, 8], right: [2, 0], content: 'y' },
      ],
    ],
    ['the next value under a key', [{ origin: [1, 6], content: 'x' }]],
    ['deleted values under a key', [{ origin: [1, 6], content: 3 }]],
  ];

  test.each(sound)('%s is sound', (_what, structs) => {
    expect(check(structs).incomplete).toBeNull();
  });

  test('former values under a key that a client kept, deleted in the same update, are sound', () => {
    const update = craftedUpdate([2, 0], [{ origin: [1, 6], content: 'xy' }], [{ client: 2, clock: 0, length: 2 }]);
    expect(checkPlaces(update, known()).incomplete).toBeNull();
  });

  test('nothing is said about what lies in something that is gone', () => {
    const gone = Y.encodeStateAsUpdate(collected());
    const structs: CraftedStruct[] = [
      { parent: [9, 1], content: 'x' },
      { parent: [9, 1], key: 'k', content: 'x' },
      { origin: [9, 1], right: [1, 0], content: 'x' },
      { origin: [1, 0], right: [9, 1], content: 'x' },
    ];
    for (const struct of structs) expect(check([struct], known(gone)).incomplete).toBeNull();
  });
});

/** A document of which only garbage is left: 9:0 was a map, 9:1 a list in it. */
function collected(): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = 9;
  const map = new Y.Map<unknown>();
  doc.getArray('list').push([map]);
  map.set('list', Y.Array.from([1]));
  doc.getArray('list').delete(0);
  return doc;
}

/** Maps in each other, each under a key of the one before. */
function nested(levels: number, client = 2, from = 0): readonly CraftedStruct[] {
  return Array.from({ length: levels }, (_, level) => {
    const clock = from + level;
    return { parent: clock === 0 ? 'deep' : ([client, clock - 1] as const), key: 'k', content: {} };
  });
}

describe('L8: types are nested up to a limit', () => {
  test('as many as the limit are taken, one more is not, nor what builds on it', () => {
    expect(check(nested(DEEPEST_TYPE))).toMatchObject({ incomplete: null, obstacle: null });
    const tooDeep = check(nested(DEEPEST_TYPE + 3));
    expect(tooDeep.obstacle).toBe('depth');
    expect([...(tooDeep.incomplete?.structs.ranges() ?? [])]).toEqual([
      { client: 2, start: DEEPEST_TYPE, end: DEEPEST_TYPE + 3 },
    ]);
  });

  test('bit by bit, or within something that is gone, it is the same', () => {
    const places = known();
    check(nested(DEEPEST_TYPE), places).adopt();
    const more = craftedUpdate([2, DEEPEST_TYPE], nested(1, 2, DEEPEST_TYPE));
    expect(checkPlaces(more, places).obstacle).toBe('depth');
    const text = craftedUpdate([2, DEEPEST_TYPE], [{ parent: [2, DEEPEST_TYPE - 1], content: 'text' }]);
    expect(checkPlaces(text, places).incomplete).toBeNull();
    const gone = known(Y.encodeStateAsUpdate(collected()));
    const within = [{ parent: [9, 1], content: {} } as const, ...nested(DEEPEST_TYPE, 2, 1)];
    expect(check(within, gone).obstacle).toBe('depth');
  });

  test('what is stored already is not questioned, and what lies in it can be edited', () => {
    const places = known(craftedUpdate([2, 0], nested(DEEPEST_TYPE + 50)));
    const text = craftedUpdate([3, 0], [{ parent: [2, DEEPEST_TYPE + 49], content: 'text' }]);
    expect(checkPlaces(text, places).incomplete).toBeNull();
  });
});

test('H16, D11: what refers to later parts of the update is found, in whatever order its clients come', () => {
  const [alpha, beta, gamma] = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
  const docs = [alpha, beta, gamma] as const;
  for (const [index, doc] of docs.entries()) doc.clientID = index + 10;
  for (let round = 0; round < 30; round++) {
    for (const doc of docs) {
      doc.getText('t').insert(Math.floor(doc.getText('t').length / 2), `${round}`);
      for (const other of docs) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    }
  }
  const whole = Y.encodeStateAsUpdate(alpha);
  const places = new StructPlaces();
  const checked = checkPlaces(whole, places);
  expect(checked.incomplete).toBeNull();
  checked.adopt();
  const one = places.at(10, 0);
  for (const doc of docs) expect(places.at(doc.clientID, Y.getState(doc.store, doc.clientID) - 1)).toBe(one);
});

test('D11: structs that wait for each other, or for one that does not come, are all incomplete', () => {
  const circle = Y.mergeUpdates([
    craftedUpdate([2, 0], [{ origin: [3, 0], content: 'x' }]),
    craftedUpdate([3, 0], [{ origin: [4, 0], content: 'x' }]),
    craftedUpdate([4, 0], [{ origin: [2, 0], content: 'x' }]),
    craftedUpdate(
      [5, 0],
      [
        { origin: [1, 0], content: 'x' },
        { origin: [4, 0], content: 'y' },
      ],
    ),
  ]);
  const { incomplete } = checkPlaces(circle, known());
  expect([...(incomplete?.structs.ranges() ?? [])].sort((one, other) => one.client - other.client)).toEqual([
    { client: 2, start: 0, end: 1 },
    { client: 3, start: 0, end: 1 },
    { client: 4, start: 0, end: 1 },
    { client: 5, start: 1, end: 2 },
  ]);
});
