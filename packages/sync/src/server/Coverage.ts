import { RangeSet } from './RangeSet.ts';
import type { UpdateContent } from './update-content.ts';

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
