import * as Y from 'yjs';

/**
 * An update with all that is deleted in a document that consists of these: also what nobody sent, because every replica derives
 * it, such as the losing value of two concurrent writes to a map key, or a child added to what another person deleted.
 */
export function derivedDeletions(updates: Iterable<Uint8Array>): Uint8Array {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  const deletions = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc));
  doc.destroy();
  return deletions;
}
