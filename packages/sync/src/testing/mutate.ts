import type { SeededRandom } from './SeededRandom.ts';

/** Bytes that mean something in this protocol: small numbers, struct kinds, length marks. */
const TELLING = [0, 1, 2, 3, 4, 5, 7, 10, 127, 128, 129, 132, 200, 255] as const;

function once(bytes: readonly number[], random: SeededRandom): readonly number[] {
  const at = random.below(bytes.length + 1);
  const kind = random.below(6);
  const before = bytes.slice(0, at);
  if (kind === 0) return before;
  if (kind === 1) return [...before, random.pick(TELLING), ...bytes.slice(at)];
  if (kind === 2) return [...before, ...bytes.slice(at + 1 + random.below(4))];
  if (kind === 3) return [...before, ...bytes.slice(at, at + 8), ...bytes.slice(at)];
  return [...before, kind === 4 ? random.pick(TELLING) : random.below(256), ...bytes.slice(at + 1)];
}

/** Damages bytes at one to four places. */
export function mutate(bytes: Uint8Array, random: SeededRandom): Uint8Array {
  let mutated: readonly number[] = [...bytes];
  for (let times = 1 + random.below(4); times > 0; times--) mutated = once(mutated, random);
  return Uint8Array.from(mutated);
}
