import { createCard, deleteCard } from '@muster/contract/work/board-cards';
import { createColumn, deleteColumn } from '@muster/contract/work/board-columns';
import { addComment, deleteComment } from '@muster/contract/work/board-comments';
import { readBoardContents } from '@muster/contract/work/board-whole';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { entriesDeletedBefore, removeEntries } from './deleted-entries.ts';

const editAt = (at: string) => ({ userId: 'ann', at, origin: null });
const [old, recent] = [editAt('2026-01-01T09:00:00.000Z'), editAt('2026-11-20T09:00:00.000Z')];
const before = new Date('2026-06-01T00:00:00Z');

function board(): Y.Doc {
  const doc = new Y.Doc();
  for (const id of ['todo', 'done']) createColumn(doc, old, { id, name: id });
  for (const id of ['kept', 'old', 'recent']) createCard(doc, old, { id, title: id, columnId: 'todo' });
  for (const id of ['said', 'unsaid']) addComment(doc, old, 'kept', { id, text: `Words ${id}` });
  deleteCard(doc, old, 'old');
  deleteCard(doc, recent, 'recent');
  deleteColumn(doc, old, 'done');
  deleteComment(doc, old, 'kept', 'unsaid');
  return doc;
}

test('finds what was deleted before an instant: cards, columns and what lies in cards', () => {
  expect(entriesDeletedBefore(board(), before).sort()).toEqual([
    'cards.kept.comments.unsaid',
    'cards.old',
    'columns.done',
  ]);
  expect(entriesDeletedBefore(board(), new Date('2025-01-01'))).toEqual([]);
});

test('takes it out with everything in it, and leaves the rest alone', () => {
  const doc = board();
  const paths = entriesDeletedBefore(doc, before);
  expect(removeEntries(doc, [...paths, 'cards.unknown', 'nonsense'])).toBe(3);
  const { columns, cards } = readBoardContents(doc);
  expect(columns.map(({ id }) => id)).toEqual(['todo']);
  expect(cards.map(({ id }) => id).sort()).toEqual(['kept', 'recent']);
  expect(Buffer.from(Y.encodeStateAsUpdate(doc)).includes('Words unsaid')).toBe(false);
  expect(removeEntries(doc, paths)).toBe(0);
});
