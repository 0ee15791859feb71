import { boardRoots, entryOf } from '@muster/contract/work/board.doc';
import type * as Y from 'yjs';
import { makeMapEqual } from './make-equal.ts';

interface Restorer {
  userId: string;
  at: string;
}

/**
 * Edits a board until it shows what `version` shows. Entries that came later are deleted, as a person would delete
 * them, so that they can be restored; texts are changed by the smallest edit, so that what others type meanwhile stays.
 */
export function restoreBoardContents(doc: Y.Doc, version: Y.Doc, restorer: Restorer): void {
  const then = boardRoots(version);
  doc.transact(() => {
    for (const [root, map] of Object.entries(boardRoots(doc))) {
      restoreEntries(map, then[root as keyof typeof then], restorer);
    }
  }, 'restore');
}

function restoreEntries(now: Y.Map<unknown>, then: Y.Map<unknown>, restorer: Restorer): void {
  for (const id of now.keys()) if (!then.has(id)) deleteEntry(now, id, restorer);
  makeMapEqual(now, then, restorer);
}

function deleteEntry(map: Y.Map<unknown>, id: string, { userId, at }: Restorer): void {
  const entry = entryOf(map, id);
  if (!entry || entry.get('deletedAt')) return;
  entry.set('deletedAt', at);
  entry.set('deletedById', userId);
}
