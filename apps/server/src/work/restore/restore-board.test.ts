import { boardRoots, entryOf } from '@muster/contract/work/board.doc';
import {
  appendDescription,
  archiveCard,
  assign,
  cardDescription,
  createCard,
  moveCard,
  setCardTitle,
  setDue,
} from '@muster/contract/work/board-cards';
import { addChecklistItem, setChecklistDone } from '@muster/contract/work/board-checklist';
import { createColumn, deleteColumn, setWipLimit } from '@muster/contract/work/board-columns';
import { addComment, editComment } from '@muster/contract/work/board-comments';
import { createLabel, deleteLabel } from '@muster/contract/work/board-labels';
import { readBoardContents } from '@muster/contract/work/board-whole';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { restoreBoardContents } from './restore-board.ts';

const edit = { userId: 'ann', at: '2026-11-21T09:00:00.000Z', origin: 'ann' };
const restorer = { userId: 'bob', at: '2026-11-22T09:00:00.000Z' };

function start(): Y.Doc {
  const doc = new Y.Doc();
  createColumn(doc, edit, { id: 'todo', name: 'To do' });
  createColumn(doc, edit, { id: 'done', name: 'Done' });
  createLabel(doc, edit, { id: 'fragile', name: 'Fragile', color: 'red' });
  createCard(doc, edit, { id: 'a', title: 'Sofa', columnId: 'todo', description: 'One\nTwo\nThree' });
  addChecklistItem(doc, edit, 'a', { id: 'i', text: 'Blankets' });
  addComment(doc, edit, 'a', { id: 'k', text: 'Careful' });
  assign(doc, edit, 'a', 'cal');
  setDue(doc, edit, 'a', '2026-12-01');
  return doc;
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/** What people see, in an order that does not depend on who wrote first. */
function shown(doc: Y.Doc) {
  const { columns, labels, cards } = readBoardContents(doc);
  const live = <Entry extends { id: string; deletedAt: string | null }>(entries: Entry[]) =>
    entries.filter((entry) => !entry.deletedAt).sort((a, b) => (a.id < b.id ? -1 : 1));
  return { columns: live(columns), labels: live(labels), cards: live(cards) };
}

const descriptionOf = (doc: Y.Doc) => cardDescription(doc, 'a')?.toString();

describe('restoring a board', () => {
  test('takes back every kind of change and deletes what came later', () => {
    const doc = start();
    const version = copyOf(doc);
    setCardTitle(doc, edit, 'a', 'Chair');
    appendDescription(doc, edit, 'a', 'Four');
    addChecklistItem(doc, edit, 'a', { id: 'j', text: 'Straps' });
    setChecklistDone(doc, edit, 'a', 'i', true);
    editComment(doc, edit, 'a', 'k', 'Never mind');
    addComment(doc, edit, 'a', { id: 'l', text: 'Done' });
    moveCard(doc, edit, 'a', { columnId: 'done' });
    archiveCard(doc, edit, 'a');
    setDue(doc, edit, 'a', null);
    assign(doc, edit, 'a', 'dee');
    createCard(doc, edit, { id: 'b', title: 'Later', columnId: 'todo' });
    createColumn(doc, edit, { id: 'new', name: 'New' });
    setWipLimit(doc, edit, 'todo', 3);
    deleteColumn(doc, edit, 'done');
    deleteLabel(doc, edit, 'fragile');
    restoreBoardContents(doc, version, restorer);
    expect(shown(doc)).toEqual(shown(version));
    expect(entryOf(boardRoots(doc).cards, 'b')?.toJSON()).toMatchObject({
      title: 'Later',
      deletedAt: restorer.at,
      deletedById: 'bob',
    });
    expect(descriptionOf(doc)).toBe(descriptionOf(version));
  });

  test('changes nothing when there is nothing to take back', () => {
    const doc = start();
    let updates = 0;
    doc.on('update', () => updates++);
    restoreBoardContents(doc, copyOf(doc), restorer);
    expect(updates).toBe(0);
  });

  test('brings back what a foreign client took out', () => {
    const doc = start();
    const version = copyOf(doc);
    boardRoots(doc).cards.delete('a');
    restoreBoardContents(doc, version, restorer);
    expect(shown(doc)).toEqual(shown(version));
    expect(descriptionOf(doc)).toBe(descriptionOf(version));
  });

  test('touches only the words of a description that differ, so that other edits of it stay', () => {
    const doc = start();
    const version = copyOf(doc);
    const text = (board: Y.Doc, index: number) => {
      const paragraph = cardDescription(board, 'a')?.get(index);
      const inside = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
      if (!(inside instanceof Y.XmlText)) throw new Error('The paragraph has no text.');
      return inside;
    };
    text(doc, 1).insert(3, ' thousand');
    const offline = copyOf(doc);
    text(offline, 1).insert(0, 'Exactly ');
    text(offline, 2).insert(5, ' too');
    restoreBoardContents(doc, version, restorer);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(offline));
    expect(descriptionOf(doc)).toBe(
      '<paragraph>One</paragraph><paragraph>Exactly Two</paragraph><paragraph>Three too</paragraph>',
    );
  });

  test('restores formatting, blocks and their order', () => {
    const doc = start();
    const fragment = cardDescription(doc, 'a');
    const heading = new Y.XmlElement('heading');
    heading.setAttribute('level', '2');
    const bold = new Y.XmlText();
    bold.applyDelta([{ insert: 'Mind ' }, { insert: 'the stairs', attributes: { bold: {} } }]);
    heading.insert(0, [bold]);
    fragment?.insert(1, [heading]);
    const version = copyOf(doc);
    fragment?.delete(0, 3);
    fragment?.insert(0, [new Y.XmlElement('horizontalRule')]);
    restoreBoardContents(doc, version, restorer);
    expect(descriptionOf(doc)).toBe(descriptionOf(version));
    expect(descriptionOf(doc)).toContain('<heading level="2">Mind <bold>the stairs</bold></heading>');
  });
});
