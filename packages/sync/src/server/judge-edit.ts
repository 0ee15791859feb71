import { checkingPlaces } from './check-places.ts';
import { cutting, type Edit, hasAny } from './edit.ts';
import type { Refusal } from './OwedEdits.ts';
import { refusalFor } from './obstacles.ts';
import { type ClockRange, RangeSet } from './RangeSet.ts';
import type { StructPlaces } from './StructPlaces.ts';
import type { Known } from './trim-update.ts';
import type { Work } from './work.ts';

/** What is known when an edit comes in. */
export interface Circumstances {
  readonly places: StructPlaces;
  /** The deletions that are stored, as far as they are known. */
  readonly deletions: RangeSet;
  /** Whether that is still to be done by a Yjs client of another user than who sends the edit. */
  readonly isToComeOfAnother: (structs: ClockRange) => boolean;
  /** Other whenever the answers to that may have become others. */
  readonly tellings: number;
}

/** What becomes of an edit. */
export interface Verdict {
  /** What of it is news, and complete. */
  readonly edit: Edit;
  /** Why that is not all; null when it is. */
  readonly refusal: Refusal | null;
  /** Takes note of what is news and complete. */
  readonly adopt: () => void;
  /** Must be called of what is not adopted. */
  readonly withdraw: () => void;
}

const NONE = new RangeSet();

/** The log holds one struct under each id: what an edit says of those that are there is left out, be it the same or not. */
function* newsOf(edit: Edit, { places, deletions }: Circumstances): Work<Edit> {
  return hasAny(edit.content, places.structs) ? yield* cutting(edit, { structs: places.structs, deletions }) : edit;
}

/** New structs under the client id of another user: what that client itself does next would count as known. */
function structsOfOthers({ content }: Edit, { isToComeOfAnother }: Circumstances): RangeSet | null {
  const ranges = content.structs.filter(isToComeOfAnother);
  return ranges.length === 0 ? null : RangeSet.of(ranges);
}

/** Of what is there nothing is deleted, either, by an edit that lacks something: that may be what takes its place. */
function leftOutOf({ content }: Edit, incomplete: Known | null, { places }: Circumstances): Known {
  const deletions = content.deletions.flatMap((range) => places.structs.common(range));
  const missing = incomplete === null ? [] : [...incomplete.deletions.ranges()];
  return { structs: incomplete?.structs ?? NONE, deletions: RangeSet.of([...missing, ...deletions]) };
}

/**
 * Finds out what of an edit may be stored. Throws `InvalidUpdateError` when what its structs refer to does not go together,
 * so that replicas would differ or fail.
 */
export function* judging(edit: Edit, circumstances: Circumstances): Work<Verdict> {
  const news = yield* newsOf(edit, circumstances);
  const others = structsOfOthers(news, circumstances);
  const own = others === null ? news : yield* cutting(news, { structs: others, deletions: NONE });
  const { incomplete, obstacle, adopt, withdraw } = yield* checkingPlaces(own.bytes, circumstances.places);
  if (others === null && incomplete === null) return { edit: own, refusal: null, adopt, withdraw };
  const complete = yield* cutting(own, leftOutOf(own, incomplete, circumstances));
  return { edit: complete, refusal: refusalFor(obstacle), adopt, withdraw };
}
