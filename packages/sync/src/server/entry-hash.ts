import { NOBODY, type StructHead } from './StructHead.ts';

/** Nobody can know beforehand which keys will have the same hash. */
const SALT = Math.floor(Math.random() * 2 ** 32);
const PRIME = 16_777_619;

function mixed(hash: number, number: number): number {
  return Math.imul(hash ^ (number & 0xffff), PRIME) ^ Math.imul((number / 0x10000) | 0, PRIME);
}

/**
 * Of the spot where a value belongs: the key in the type that it names, or the value whose place it takes. FNV-1a, unsigned,
 * never 0.
 */
export function entryHash(head: StructHead, update: Uint8Array): number {
  if (head.originClient !== NOBODY) return successorHash(head.originClient, head.originClock);
  const { parentClient, parentClock, rootFrom, rootTo, keyFrom, keyTo } = head;
  let hash = mixed(mixed(SALT, parentClient), parentClock);
  for (let index = rootFrom; index < rootTo; index++) hash = Math.imul(hash ^ (update[index] ?? 0), PRIME);
  hash = mixed(hash, rootTo - rootFrom);
  for (let index = keyFrom; index < keyTo; index++) hash = Math.imul(hash ^ (update[index] ?? 0), PRIME);
  return hash >>> 0 || 1;
}

/** Of the spot behind the value that ends with a clock. */
export function successorHash(client: number, clock: number): number {
  return mixed(mixed(~SALT, client), clock) >>> 0 || 1;
}
