import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { boardRoots, type Edit, entryOf } from './board.doc.ts';
import { arrangeCards, readCard } from './board-card-read.ts';
import * as cards from './board-cards.ts';
import { changedCards, changedColumns } from './board-changes.ts';
import * as checklist from './board-checklist.ts';
import {
  createColumn,
  liveColumns,
  moveColumn,
  readColumn,
  readColumns,
  renameColumn,
  setWipLimit,
} from './board-columns.ts';
import { addComment, deleteComment, editComment, restoreComment } from './board-comments.ts';
import { boardContentsSchema } from './board-contents.ts';
import { createLabel, deleteLabel, readLabels, updateLabel } from './board-labels.ts';
import { readBoard, readBoardContents } from './board-whole.ts';

const edit: Edit = { userId: 'ann', at: '2026-11-21T08:00:00.000Z', origin: 'local' };

function board(): Y.Doc {
  const doc = new Y.Doc();
  createColumn(doc, edit, { id: 'todo', name: 'To do' });
  createColumn(doc, edit, { id: 'done', name: 'Done' });
  for (const id of ['a', 'b', 'c']) cards.createCard(doc, edit, { id, title: id, columnId: 'todo' });
  return doc;
}

function titles(doc: Y.Doc, columnId: string): string[] {
  const read = readBoard(doc);
  const entry = arrangeCards(read.columns, read.cards).columns.find(({ column }) => column.id === columnId);
  return entry?.cards.map((card) => card.title) ?? [];
}

describe('columns', () => {
  test('are created, renamed, limited and moved', () => {
    const doc = board();
    createColumn(doc, edit, { id: 'doing', name: 'Doing', afterColumnId: 'todo' });
    renameColumn(doc, edit, 'done', 'Finished');
    setWipLimit(doc, edit, 'doing', 3);
    moveColumn(doc, edit, 'done', null);
    expect(readColumns(doc).map((column) => column.name)).toEqual(['Finished', 'To do', 'Doing']);
    expect(readColumn(doc, 'doing')?.wipLimit).toBe(3);
    expect(liveColumns(readColumns(doc))).toHaveLength(3);
  });

  test('that do not exist are not changed', () => {
    expect(renameColumn(board(), edit, 'nowhere', 'x')).toBe(false);
    expect(readColumn(board(), 'nowhere')).toBeNull();
  });
});

describe('cards', () => {
  test('move to the top, behind another and to the bottom', () => {
    const doc = board();
    cards.moveCard(doc, edit, 'c', { columnId: 'todo', afterCardId: null });
    expect(titles(doc, 'todo')).toEqual(['c', 'a', 'b']);
    cards.moveCard(doc, edit, 'c', { columnId: 'todo', afterCardId: 'a' });
    expect(titles(doc, 'todo')).toEqual(['a', 'c', 'b']);
    cards.moveCards(doc, edit, ['c', 'a'], { columnId: 'done' });
    expect(titles(doc, 'done')).toEqual(['c', 'a']);
  });

  test('whose place is still on its way are not given another by those that move above them', () => {
    const doc = board();
    for (const id of ['a', 'b', 'c']) entryOf(boardRoots(doc).cards, id)?.delete('place');
    cards.createCard(doc, edit, { id: 'new', title: 'new', columnId: 'todo' });
    for (const afterCardId of ['a', 'b', null]) cards.moveCard(doc, edit, 'new', { columnId: 'todo', afterCardId });
    const places = ['a', 'b', 'c'].map((id) => entryOf(boardRoots(doc).cards, id)?.get('place'));
    expect(places).toEqual([undefined, undefined, undefined]);
    expect(readCard(doc, 'new')?.columnId).toBe('todo');
  });

  test('that do not exist are reported and nothing is written', () => {
    const doc = board();
    const before = Y.encodeStateVector(doc);
    expect(cards.moveCard(doc, edit, 'nothing', { columnId: 'done' })).toBe(false);
    expect(cards.setCardTitle(doc, edit, 'nothing', 'x')).toBe(false);
    expect(Y.encodeStateVector(doc)).toEqual(before);
  });

  test('carry assignees, labels, a due date, a checklist and comments', () => {
    const doc = board();
    createLabel(doc, edit, { id: 'l', name: 'Fragile', color: 'red' });
    cards.assign(doc, edit, 'a', 'bob');
    cards.setCardLabel(doc, edit, 'a', 'l', true);
    cards.setDue(doc, edit, 'a', '2026-12-01');
    checklist.addChecklistItem(doc, edit, 'a', { id: 'i', text: 'Boxes' });
    checklist.addChecklistItem(doc, edit, 'a', { id: 'j', text: 'Tape' });
    checklist.setChecklistDone(doc, edit, 'a', 'i', true);
    checklist.moveChecklistItem(doc, edit, 'a', 'i', 'j');
    addComment(doc, edit, 'a', { id: 'k', text: 'Hello' });
    addComment(doc, edit, 'a', { id: 'm', text: 'Oops' });
    editComment(doc, { ...edit, at: '2026-11-22T08:00:00.000Z' }, 'a', 'k', 'Hello there');
    deleteComment(doc, edit, 'a', 'm');
    const card = readCard(doc, 'a');
    restoreComment(doc, edit, 'a', 'm');
    expect(readCard(doc, 'a')?.comments).toHaveLength(2);
    expect(card).toMatchObject({ assigneeIds: ['bob'], labelIds: ['l'], dueAt: '2026-12-01' });
    expect(card?.checklist.map((item) => [item.text, item.done])).toEqual([
      ['Tape', false],
      ['Boxes', true],
    ]);
    expect(card?.comments).toMatchObject([
      { authorId: 'ann', text: 'Hello there', editedAt: '2026-11-22T08:00:00.000Z' },
    ]);
  });

  test('archived and deleted ones leave the column and come back where they were', () => {
    const doc = board();
    cards.archiveCard(doc, edit, 'a');
    cards.deleteCard(doc, edit, 'b');
    expect(titles(doc, 'todo')).toEqual(['c']);
    cards.restoreCard(doc, edit, 'a');
    cards.restoreCard(doc, edit, 'b');
    expect(titles(doc, 'todo')).toEqual(['a', 'b', 'c']);
  });

  test('writing what is there already writes nothing', () => {
    const doc = board();
    cards.assign(doc, edit, 'a', 'bob');
    const before = Y.encodeStateAsUpdate(doc);
    cards.assign(doc, edit, 'a', 'bob');
    cards.setDue(doc, edit, 'a', null);
    cards.setCardTitle(doc, edit, 'a', 'a');
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });
});

describe('labels', () => {
  test('are renamed, recoloured and deleted', () => {
    const doc = board();
    createLabel(doc, edit, { id: 'l', name: 'Fragile', color: 'red' });
    updateLabel(doc, edit, 'l', { name: 'Very fragile', color: 'pink' });
    deleteLabel(doc, edit, 'l');
    expect(readLabels(doc)).toEqual([{ id: 'l', name: 'Very fragile', color: 'pink', deletedAt: edit.at }]);
  });
});

describe('foreign and broken content', () => {
  test('is reported and never throws, and the rest is read', () => {
    const doc = board();
    const root = doc.getMap<unknown>('cards');
    root.set('number', 7);
    root.set('empty', new Y.Map());
    const odd = new Y.Map<unknown>();
    odd.set('title', 'a plain string');
    odd.set('place', { columnId: 4, position: '' });
    odd.set('dueAt', '2026-02-31');
    odd.set('assignees', ['list']);
    odd.set('checklist', new Y.Map([['i', 'text']]));
    root.set('odd', odd);
    doc.getMap('columns').set('strange', 'column');
    doc.getMap('labels').set('strange', 1);
    const { cards: read, problems, columns } = readBoard(doc);
    expect(columns).toHaveLength(2);
    expect(read.map((card) => card.id).sort()).toEqual(['a', 'b', 'c', 'empty', 'odd']);
    expect(problems.map((problem) => problem.path)).toEqual(
      expect.arrayContaining([
        'cards.number',
        'cards.empty.title',
        'cards.odd.dueAt',
        'cards.odd.assignees',
        'cards.odd.checklist.i',
        'cards.odd.place.position',
        'columns.strange',
        'labels.strange',
      ]),
    );
    expect(titles(doc, 'todo')).toContain('a plain string');
  });

  test('is mended by the next edit of it', () => {
    const doc = board();
    doc.getMap<unknown>('cards').set('empty', new Y.Map());
    cards.setCardTitle(doc, edit, 'empty', 'Found again');
    cards.moveCard(doc, edit, 'empty', { columnId: 'done' });
    const problems: { path: string }[] = [];
    expect(readCard(doc, 'empty', problems as never)).toMatchObject({ title: 'Found again', columnId: 'done' });
    expect(problems).toEqual([]);
  });
});

test('the whole board with descriptions satisfies the contract', () => {
  const doc = board();
  cards.createCard(doc, edit, { id: 'd', title: 'D', columnId: 'done', description: 'First line\nSecond line' });
  const contents = boardContentsSchema.parse(readBoardContents(doc));
  expect(contents.cards.find((card) => card.id === 'd')?.description).toBe('First line\nSecond line');
});

test('changes name the entries and fields that a transaction touched', () => {
  const doc = board();
  const seen: Record<string, string[]>[] = [];
  const note = (changed: Map<string, Set<string>>) =>
    seen.push(Object.fromEntries([...changed].map(([id, fields]) => [id, [...fields].sort()])));
  doc.getMap('cards').observeDeep((events) => note(changedCards(events)));
  doc.getMap('columns').observeDeep((events) => note(changedColumns(events)));
  doc.transact(() => {
    cards.moveCard(doc, edit, 'a', { columnId: 'done' });
    cards.setCardTitle(doc, edit, 'a', 'aa');
    cards.appendDescription(doc, edit, 'b', 'text');
    cards.assign(doc, edit, 'c', 'bob');
    renameColumn(doc, edit, 'todo', 'Next');
  });
  cards.createCard(doc, edit, { id: 'n', title: 'n', columnId: 'todo' });
  expect(seen).toEqual(
    expect.arrayContaining([
      { a: ['place', 'title'], b: ['description'], c: ['assignees'] },
      { todo: ['name'] },
      { n: ['*'] },
      { n: ['deletedAt'] },
    ]),
  );
});
