import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/** Anything kept in order by a fractional index; equal indexes are ordered by id. */
export interface Positioned {
  id: string;
  position: string;
}

/** Sorts by position, then by id, so that every replica shows equal positions in the same order. */
export function comparePositions(a: Positioned, b: Positioned): number {
  if (a.position !== b.position) return a.position < b.position ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Whether `value` is an index that new ones can be computed from. */
export function isPosition(value: unknown): value is string {
  if (typeof value !== 'string' || value === '') return false;
  try {
    generateKeyBetween(value, null);
    return true;
  } catch {
    return false;
  }
}

/** `count` ascending positions for an empty list. */
export function firstPositions(count: number): string[] {
  return generateNKeysBetween(null, null, count);
}

/** New positions for what is inserted, and for neighbours that had to give way. */
export interface Placement {
  inserted: string[];
  moved: Map<string, string>;
}

/**
 * Positions for `count` things inserted at `index` of `siblings` (sorted by `comparePositions`). Neighbours whose
 * positions are equal (two people inserted at the same place) or unreadable leave no gap: they get new ones too.
 */
export function positionsAt(siblings: readonly Positioned[], index: number, count: number): Placement {
  const start = previousReadable(siblings, index) + 1;
  const lower = siblings[start - 1]?.position ?? null;
  const end = nextAbove(siblings, index, lower);
  const upper = siblings[end]?.position ?? null;
  const keys = generateNKeysBetween(lower, upper, end - start + count);
  const moved = new Map<string, string>();
  for (let at = start; at < end; at++) {
    const sibling = siblings[at];
    const key = keys[at < index ? at - start : at - start + count];
    if (sibling && key) moved.set(sibling.id, key);
  }
  return { inserted: keys.slice(index - start, index - start + count), moved };
}

function previousReadable(siblings: readonly Positioned[], index: number): number {
  let at = index - 1;
  while (at >= 0 && !isPosition(siblings[at]?.position)) at--;
  return at;
}

function nextAbove(siblings: readonly Positioned[], index: number, lower: string | null): number {
  let at = index;
  while (at < siblings.length && !isAbove(siblings[at], lower)) at++;
  return at;
}

function isAbove(sibling: Positioned | undefined, lower: string | null): boolean {
  return isPosition(sibling?.position) && (lower === null || sibling.position > lower);
}

/** Index right after the sibling `afterId`; null is the top, an unknown or absent id the bottom. */
export function indexAfter(siblings: readonly Positioned[], afterId: string | null | undefined): number {
  if (afterId === null) return 0;
  const found = siblings.findIndex((sibling) => sibling.id === afterId);
  return found === -1 ? siblings.length : found + 1;
}
