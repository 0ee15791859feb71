import * as Y from 'yjs';

const EMPTY_UPDATE = Uint8Array.of(0, 0);
const AT_ONCE = 32;

function merged(updates: readonly Uint8Array[]): Uint8Array {
  const [only = EMPTY_UPDATE] = updates;
  return updates.length > 1 ? Y.mergeUpdates([...updates]) : only;
}

function inGroups(updates: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const count = Math.ceil(updates.length / AT_ONCE);
  return Array.from({ length: count }, (_, group) => updates.slice(group * AT_ONCE, (group + 1) * AT_ONCE));
}

/**
 * One update that says what these say, whatever their order; of none an empty one. `Y.mergeUpdates` sorts all of them anew
 * for each struct, so that ten thousand take minutes; merged in groups, the work grows with their number alone. Throws
 * where `Y.mergeUpdates` does: when one of them is no update.
 */
export function mergeMany(updates: readonly Uint8Array[]): Uint8Array {
  let left = updates;
  while (left.length > AT_ONCE) left = inGroups(left).map(merged);
  return merged(left);
}
