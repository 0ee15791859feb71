import type * as Y from 'yjs';

/** Fields of one card (or column, or label) that a transaction touched; `'*'` when the entry itself came or went. */
export type ChangedFields = Set<string>;

/**
 * Which cards a transaction touched, and which of their fields, from the events of `cards.observeDeep`.
 * Typing in a description yields `description` only, so readers of card faces can pass it over.
 */
export function changedCards(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): Map<string, ChangedFields> {
  return changedEntries(events);
}

/** The same for `columns.observeDeep`. */
export function changedColumns(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): Map<string, ChangedFields> {
  return changedEntries(events);
}

function changedEntries(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): Map<string, ChangedFields> {
  const changed = new Map<string, ChangedFields>();
  const note = (id: string, field: string) => {
    const fields = changed.get(id);
    if (fields) fields.add(field);
    else changed.set(id, new Set([field]));
  };
  for (const event of events) {
    const [id, field] = event.path.map(String);
    if (id === undefined) for (const key of event.keys.keys()) note(key, '*');
    else if (field === undefined) for (const key of event.keys.keys()) note(id, key);
    else note(id, field);
  }
  return changed;
}
