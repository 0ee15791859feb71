import type { ClockRange } from './RangeSet.ts';
import type { StructHead } from './StructHead.ts';
import { scanning, type UpdateVisitor } from './scan-update.ts';
import { finish, type Work } from './work.ts';

/** Which structs and deletions an update carries. */
export interface UpdateContent {
  readonly structs: readonly ClockRange[];
  readonly deletions: readonly ClockRange[];
}

/** Gathers ranges; those that continue each other are one. */
class ContentVisitor implements UpdateVisitor {
  readonly structs: { client: number; start: number; end: number }[] = [];
  readonly deletions: ClockRange[] = [];

  struct({ client, clock, length }: StructHead): void {
    const last = this.structs.at(-1);
    if (last?.client === client && last.end === clock) last.end = clock + length;
    else this.structs.push({ client, start: clock, end: clock + length });
  }

  deletion(client: number, clock: number, length: number): void {
    this.deletions.push({ client, start: clock, end: clock + length });
  }
}

/**
 * Checks an update and answers with what it carries. Throws `InvalidUpdateError` for anything that not every replica could
 * decode and merge, and `UpdateTooComplexError` for more than `mostParts` structs, deletions and plain values.
 */
export function* inspecting(update: Uint8Array, mostParts?: number): Work<UpdateContent> {
  const visitor = new ContentVisitor();
  yield* scanning(update, visitor, mostParts);
  const { structs, deletions } = visitor;
  return { structs, deletions };
}

/** As `inspecting`, in one go. */
export function inspectUpdate(update: Uint8Array, mostParts?: number): UpdateContent {
  return finish(inspecting(update, mostParts));
}
