import * as encoding from 'lib0/encoding';
import type { SeededRandom } from './SeededRandom.ts';

const ORIGIN = 0x80;
const RIGHT_ORIGIN = 0x40;
const PARENT_SUB = 0x20;
const CLIENTS = 3;
const CLOCKS = 6;

type Write = (encoder: encoding.Encoder, random: SeededRandom) => void;

/** How Yjs writes each kind of struct content, by its number in the format. */
const CONTENTS: Readonly<Record<number, Write>> = {
  1: (encoder, random) => encoding.writeVarUint(encoder, 1 + random.below(3)),
  2: (encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, '1');
  },
  3: (encoder) => encoding.writeVarUint8Array(encoder, Uint8Array.of(1)),
  4: (encoder, random) => encoding.writeVarString(encoder, random.pick(['x', 'xyz', '🚚'])),
  5: (encoder) => encoding.writeVarString(encoder, '{"a":1}'),
  6: (encoder, random) => {
    encoding.writeVarString(encoder, 'bold');
    encoding.writeVarString(encoder, random.pick(['true', 'null']));
  },
  7: (encoder, random) => {
    const type = random.below(7);
    encoding.writeVarUint(encoder, type);
    // XML elements and hooks have names.
    if (type === 3 || type === 5) encoding.writeVarString(encoder, 'p');
  },
  8: (encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeAny(encoder, 1);
  },
  9: (encoder) => {
    encoding.writeVarString(encoder, 'guid');
    encoding.writeAny(encoder, { autoLoad: true });
  },
};

function writeId(encoder: encoding.Encoder, random: SeededRandom): void {
  encoding.writeVarUint(encoder, 1 + random.below(CLIENTS));
  encoding.writeVarUint(encoder, random.below(CLOCKS));
}

function writeParent(encoder: encoding.Encoder, random: SeededRandom): void {
  const isRoot = random.below(2);
  encoding.writeVarUint(encoder, isRoot);
  if (isRoot === 1) encoding.writeVarString(encoder, random.pick(['cards', 'text']));
  else writeId(encoder, random);
}

function writeItem(encoder: encoding.Encoder, random: SeededRandom): void {
  const kind = random.pick([1, 2, 3, 4, 4, 5, 6, 7, 7, 7, 8, 8, 9]);
  const [origin, rightOrigin, parentSub] = [ORIGIN, RIGHT_ORIGIN, PARENT_SUB].map((bit) => bit * random.below(2));
  encoding.writeUint8(encoder, kind | (origin ?? 0) | (rightOrigin ?? 0) | (parentSub ?? 0));
  if (origin) writeId(encoder, random);
  if (rightOrigin) writeId(encoder, random);
  if (!origin && !rightOrigin) {
    writeParent(encoder, random);
    if (parentSub) encoding.writeVarString(encoder, random.pick(['k', 'l']));
  }
  CONTENTS[kind]?.(encoder, random);
}

/** A well-formed update of one client whose structs refer to others, its own and deleted ones at random. */
export function randomUpdate(client: number, random: SeededRandom): Uint8Array {
  const encoder = encoding.createEncoder();
  const items = 1 + random.below(5);
  for (const number of [1, items, client, 0]) encoding.writeVarUint(encoder, number);
  for (let item = 0; item < items; item++) writeItem(encoder, random);
  encoding.writeVarUint(encoder, 1);
  for (const number of [1 + random.below(CLIENTS), 1, random.below(CLOCKS), 1 + random.below(3)]) {
    encoding.writeVarUint(encoder, number);
  }
  return encoding.toUint8Array(encoder);
}
