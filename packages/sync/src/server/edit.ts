import type { RangeSet } from './RangeSet.ts';
import { type Known, trimming } from './trim-update.ts';
import { inspecting, type UpdateContent } from './update-content.ts';
import type { Work } from './work.ts';

/** A SyncStep2 or an update of a connection. */
export interface Edit {
  /** Its number among those of the connection. */
  readonly count: number;
  readonly bytes: Uint8Array;
  readonly content: UpdateContent;
  /** Whether this is the client's SyncStep2, which mostly repeats what the server has. */
  readonly repeats: boolean;
}

/** Whether an update says nothing. */
export function isEmpty({ structs, deletions }: UpdateContent): boolean {
  return structs.length === 0 && deletions.length === 0;
}

/** Whether an update carries any of these structs. */
export function hasAny({ structs }: UpdateContent, some: RangeSet): boolean {
  return structs.some((range) => some.overlaps(range));
}

/** The edit without these structs and deletions, whatever it says of them. */
export function* cutting(edit: Edit, known: Known): Work<Edit> {
  const bytes = yield* trimming(edit.bytes, known);
  return { ...edit, bytes, content: yield* inspecting(bytes) };
}
