import { replaceText } from '@muster/contract/work/board-text';
import * as Y from 'yjs';
import { makeFragmentEqual } from './make-fragment-equal.ts';

/** Entries of these maps are never taken out, only marked as deleted. */
const keptMaps = new Set(['checklist', 'comments']);

/**
 * Makes the fields of a map equal to those of another document's, where they differ. Of maps of entries (columns,
 * cards, labels, and within a card checklist and comments) nothing is taken out.
 */
export function makeMapEqual(now: Y.Map<unknown>, then: Y.Map<unknown>, restorer: { at: string }): void {
  for (const [key, value] of then) makeFieldEqual(now, key, value, restorer);
}

function makeFieldEqual(map: Y.Map<unknown>, key: string, then: unknown, restorer: { at: string }): void {
  const now = map.get(key);
  if (now instanceof Y.Map && then instanceof Y.Map) makeNestedEqual(now, then, key, restorer);
  else if (now instanceof Y.XmlFragment && then instanceof Y.XmlFragment) makeFragmentEqual(now, then);
  else if (now instanceof Y.Text && then instanceof Y.Text) replaceText(now, then.toString());
  else if (then instanceof Y.AbstractType) map.set(key, then.clone());
  else if (JSON.stringify(now) !== JSON.stringify(then)) map.set(key, then);
}

function makeNestedEqual(now: Y.Map<unknown>, then: Y.Map<unknown>, key: string, restorer: { at: string }): void {
  for (const [id, value] of [...now]) {
    if (then.has(id)) continue;
    if (keptMaps.has(key)) markDeleted(value, restorer);
    else now.delete(id);
  }
  makeMapEqual(now, then, restorer);
}

function markDeleted(entry: unknown, { at }: { at: string }): void {
  if (entry instanceof Y.Map && !entry.get('deletedAt')) entry.set('deletedAt', at);
}
