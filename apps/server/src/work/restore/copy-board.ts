import { boardRoots } from '@muster/contract/work/board.doc';
import * as Y from 'yjs';
import { newId } from '../../core/identifiers.ts';

type Ids = ReadonlyMap<string, string>;

/**
 * The same board once more, as the update that a new document starts with. Columns, labels and cards get ids of their own:
 * the board that it was copied from may still be there.
 */
export function copyBoard(board: Y.Doc): Uint8Array {
  const copy = new Y.Doc();
  const [from, to] = [boardRoots(board), boardRoots(copy)];
  const [columns, labels] = [idsFor(from.columns), idsFor(from.labels)];
  copy.transact(() => {
    copyEntries(from.columns, to.columns, columns);
    copyEntries(from.labels, to.labels, labels);
    copyEntries(from.cards, to.cards, idsFor(from.cards));
    for (const card of to.cards.values()) if (card instanceof Y.Map) pointToCopies(card, columns, labels);
  });
  return Y.encodeStateAsUpdate(copy);
}

function idsFor(entries: Y.Map<unknown>): Ids {
  return new Map([...entries.keys()].map((id) => [id, newId()]));
}

function copyEntries(from: Y.Map<unknown>, to: Y.Map<unknown>, ids: Ids): void {
  for (const [id, entry] of from) if (entry instanceof Y.Map) to.set(ids.get(id) ?? newId(), entry.clone());
}

function pointToCopies(card: Y.Map<unknown>, columns: Ids, labels: Ids): void {
  const place = card.get('place');
  if (isPlace(place)) card.set('place', { ...place, columnId: columns.get(place.columnId) ?? place.columnId });
  const worn = card.get('labels');
  if (!(worn instanceof Y.Map)) return;
  for (const [id, value] of [...worn]) {
    worn.delete(id);
    worn.set(labels.get(id) ?? id, value);
  }
}

function isPlace(place: unknown): place is { columnId: string } {
  return typeof place === 'object' && place !== null && 'columnId' in place && typeof place.columnId === 'string';
}
