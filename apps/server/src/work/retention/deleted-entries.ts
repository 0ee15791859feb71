import { boardRoots } from '@muster/contract/work/board.doc';
import * as Y from 'yjs';

/** Lists within a card whose entries are marked as deleted rather than taken out. */
const cardLists = ['comments', 'checklist'];

/** Paths of everything in a board that was deleted before an instant: `cards.<id>`, `cards.<id>.comments.<id>`. */
export function entriesDeletedBefore(doc: Y.Doc, before: Date): string[] {
  return Object.entries(boardRoots(doc)).flatMap(([root, entries]) => deletedIn(entries, root, before));
}

function deletedIn(entries: Y.Map<unknown>, path: string, before: Date): string[] {
  return [...entries].flatMap(([id, entry]) => {
    if (!(entry instanceof Y.Map)) return [];
    if (wasDeletedBefore(entry, before)) return [`${path}.${id}`];
    return cardLists.flatMap((list) => {
      const nested = entry.get(list);
      return nested instanceof Y.Map ? deletedIn(nested, `${path}.${id}.${list}`, before) : [];
    });
  });
}

function wasDeletedBefore(entry: Y.Map<unknown>, before: Date): boolean {
  const deletedAt = entry.get('deletedAt');
  return typeof deletedAt === 'string' && Date.parse(deletedAt) < before.getTime();
}

/** Takes entries out of a board with everything in them. @returns how many of them were there */
export function removeEntries(doc: Y.Doc, paths: readonly string[]): number {
  return doc.transact(() => paths.filter((path) => removeEntry(doc, path)).length);
}

function removeEntry(doc: Y.Doc, path: string): boolean {
  const [root = '', ...keys] = path.split('.');
  const last = keys.pop() ?? '';
  let map: unknown = doc.getMap(root);
  for (const key of keys) map = map instanceof Y.Map ? map.get(key) : undefined;
  if (!(map instanceof Y.Map) || !map.has(last)) return false;
  map.delete(last);
  return true;
}
