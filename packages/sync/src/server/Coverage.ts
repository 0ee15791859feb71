import * as Y from 'yjs';
import { RangeSet } from './RangeSet.ts';
import { inspectUpdate, type UpdateContent } from './update-content.ts';

/** What a document is known to contain: enough to tell news from repetition without a `Y.Doc`. */
export class Coverage {
  readonly structs = new RangeSet();
  readonly deletions = new RangeSet();

  add(content: UpdateContent): void {
    this.structs.addAll(content.structs);
    this.deletions.addAll(content.deletions);
  }

  /** Whether the document has any struct of an update already. */
  overlaps(content: UpdateContent): boolean {
    return content.structs.some((range) => this.structs.overlaps(range));
  }

  /** Whether the document has all structs of an update already. */
  hasStructs(content: UpdateContent): boolean {
    return content.structs.every((range) => this.structs.covers(range));
  }

  /** Whether storing the update would change nothing. */
  has(content: UpdateContent): boolean {
    return this.hasStructs(content) && content.deletions.every((range) => this.deletions.covers(range));
  }
}

/**
 * Deletions that nobody sent, because every replica derives them: the losing value of two concurrent writes to a map
 * key, a child added to what another person deleted. A replica that has them sends them at its next join.
 */
export function derivedDeletions(updates: readonly Uint8Array[]): UpdateContent {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  const { deletions } = inspectUpdate(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)));
  doc.destroy();
  return { structs: [], deletions };
}
