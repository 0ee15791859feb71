import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Edit } from './board.doc.ts';
import { archiveCard, assign, createCard, deleteCard, moveCard, setCardTitle, setDue } from './board-cards.ts';
import { addChecklistItem } from './board-checklist.ts';
import { createColumn, deleteColumn, renameColumn } from './board-columns.ts';
import { addComment } from './board-comments.ts';
import type { BoardContents } from './board-contents.ts';
import { diffBoards } from './board-diff.ts';
import { diffText } from './board-diff-text.ts';
import { readBoardContents } from './board-whole.ts';

const edit: Edit = { userId: 'ann', at: '2026-11-21T08:00:00.000Z', origin: 'local' };

function versions(change: (doc: Y.Doc) => void): [BoardContents, BoardContents] {
  const doc = new Y.Doc();
  createColumn(doc, edit, { id: 'todo', name: 'To do' });
  createColumn(doc, edit, { id: 'done', name: 'Done' });
  for (const id of ['a', 'b']) createCard(doc, edit, { id, title: `Card ${id}`, columnId: 'todo' });
  const before = readBoardContents(doc);
  change(doc);
  return [before, readBoardContents(doc)];
}

describe('diffBoards', () => {
  test('finds nothing between equal boards', () => {
    expect(diffBoards(...versions(() => undefined))).toEqual({
      columns: { added: [], removed: [], renamed: [] },
      added: [],
      removed: [],
      changed: [],
    });
  });

  test('tells added, removed and moved cards, and columns', () => {
    const diff = diffBoards(
      ...versions((doc) => {
        createCard(doc, edit, { id: 'c', title: 'New', columnId: 'done' });
        deleteCard(doc, edit, 'b');
        moveCard(doc, edit, 'a', { columnId: 'done' });
        createColumn(doc, edit, { id: 'late', name: 'Late' });
        renameColumn(doc, edit, 'done', 'Finished');
        deleteColumn(doc, edit, 'todo');
      }),
    );
    expect(diff).toEqual({
      columns: { added: ['Late'], removed: ['To do'], renamed: [{ from: 'Done', to: 'Finished' }] },
      added: [{ id: 'c', title: 'New', column: 'Finished' }],
      removed: [{ id: 'b', title: 'Card b', column: 'To do' }],
      changed: [{ id: 'a', title: 'Card a', move: { from: 'To do', to: 'Finished' } }],
    });
  });

  test('tells what changed in a card', () => {
    const diff = diffBoards(
      ...versions((doc) => {
        setCardTitle(doc, edit, 'a', 'Card a, urgent');
        setDue(doc, edit, 'a', '2026-12-01');
        assign(doc, edit, 'a', 'bob');
        addChecklistItem(doc, edit, 'a', { id: 'i', text: 'Boxes' });
        addComment(doc, edit, 'a', { id: 'k', text: 'Hello' });
        archiveCard(doc, edit, 'a');
      }),
    );
    expect(diff.changed).toEqual([
      {
        id: 'a',
        title: 'Card a, urgent',
        titleText: [
          { kind: 'same', text: 'Card a' },
          { kind: 'added', text: ', urgent' },
        ],
        due: { from: null, to: '2026-12-01' },
        assignees: { added: ['bob'], removed: [] },
        checklist: { from: '', to: '☐ Boxes' },
        comments: { added: 1, removed: 0 },
        archived: true,
      },
    ]);
  });
});

describe('diffText', () => {
  test('works by words and puts together to both texts', () => {
    const [from, to] = ['Carry the piano up.', 'Carry the grand piano down, slowly.'];
    const runs = diffText(from, to);
    const side = (kind: 'added' | 'removed') =>
      runs
        .filter((run) => run.kind === 'same' || run.kind === kind)
        .map((run) => run.text)
        .join('');
    expect([side('removed'), side('added')]).toEqual([from, to]);
    expect(runs.filter((run) => run.kind === 'same').map((run) => run.text)).toContain('Carry the ');
  });

  test('shows two long and different texts as one replacement', () => {
    const long = (word: string) => Array.from({ length: 1500 }, (_, at) => `${word}${at}`).join(' ');
    expect(diffText(long('a'), long('b')).map((run) => run.kind)).toEqual(['removed', 'added']);
  });
});
