import { craftedUpdate } from '../../packages/sync/src/testing/crafted-update.ts';

/** Structs of each half: both together take Yjs ten seconds and more, and twice as many four times as long. */
const structs = 8_000;
const client = 1_234;

/**
 * A valid update of some 140 kB that takes any replica very long to read: a row of items, and as many that each say to have been
 * inserted between its first and another of its last. To find its place, each is compared with all that lies between.
 */
export function expensiveUpdate(): Uint8Array {
  const content = 'x';
  const row = Array.from({ length: structs - 1 }, (_, index) => ({ content, origin: [client, index] as const }));
  const between = row.map(({ origin: [, index] }) => ({
    content,
    origin: [client, 0] as const,
    right: [client, structs - 1 - index] as const,
  }));
  return craftedUpdate([client, 0], [{ content, parent: 'notes' }, ...row, ...between]);
}
