import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Edit, ENTRY_ORIGIN } from './board.doc.ts';
import { arrangeCards, readCard } from './board-card-read.ts';
import {
  appendDescription,
  archiveCard,
  assign,
  createCard,
  deleteCard,
  moveCard,
  moveCards,
  restoreCard,
  setCardTitle,
  unassign,
} from './board-cards.ts';
import { addChecklistItem, removeChecklistItem, setChecklistText } from './board-checklist.ts';
import { createColumn, deleteColumn, restoreColumn } from './board-columns.ts';
import { readBoard, readDescription } from './board-whole.ts';

const AT = '2026-11-21T08:00:00.000Z';
const by = (userId: string): Edit => ({ userId, at: AT, origin: userId });
const [ann, bob, cal] = [by('ann'), by('bob'), by('cal')];

function start(): Y.Doc {
  const doc = new Y.Doc();
  for (const id of ['todo', 'doing', 'done']) createColumn(doc, ann, { id, name: id });
  for (const id of ['a', 'b', 'c']) createCard(doc, ann, { id, title: `Card ${id}`, columnId: 'todo' });
  return doc;
}

function replicaOf(doc: Y.Doc): Y.Doc {
  const replica = new Y.Doc();
  Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc));
  return replica;
}

function orders<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, at) => orders(items.filter((_, other) => other !== at)).map((rest) => [item, ...rest]));
}

/** Runs each edit on its own replica of one board and checks `outcome` for every order in which they can merge. */
function merging(prepare: (doc: Y.Doc) => void, edits: ((doc: Y.Doc) => void)[], outcome: (doc: Y.Doc) => void): void {
  const origin = start();
  prepare(origin);
  const updates = edits.map((edit) => {
    const replica = replicaOf(origin);
    edit(replica);
    return Y.encodeStateAsUpdate(replica, Y.encodeStateVector(origin));
  });
  const boards = orders(updates).map((order) => {
    const merged = replicaOf(origin);
    for (const update of order) Y.applyUpdate(merged, update);
    outcome(merged);
    return readBoard(merged);
  });
  for (const board of boards) expect(sorted(board)).toEqual(sorted(boards[0]));
}

const sorted = (board: ReturnType<typeof readBoard> | undefined) => ({
  ...board,
  cards: board?.cards.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
});

function shown(doc: Y.Doc): Record<string, string[]> {
  const { columns, cards } = readBoard(doc);
  const arranged = arrangeCards(columns, cards).columns;
  return Object.fromEntries(
    arranged.map(({ column, cards: inColumn }) => [column.id, inColumn.map((card) => card.id)]),
  );
}

const nothing = () => undefined;

describe('two edits at the same time', () => {
  test('moves of one card leave it whole at one of the two places', () => {
    merging(
      nothing,
      [(doc) => moveCard(doc, bob, 'a', { columnId: 'doing' }), (doc) => moveCard(doc, cal, 'a', { columnId: 'done' })],
      (doc) => {
        const board = shown(doc);
        expect(board.todo).toEqual(['b', 'c']);
        expect([...(board.doing ?? []), ...(board.done ?? [])]).toEqual(['a']);
      },
    );
  });

  test('edits of one title merge, and every typed character stays', () => {
    merging(
      nothing,
      [
        (doc) => setCardTitle(doc, bob, 'a', 'Urgent: Card a'),
        (doc) => setCardTitle(doc, cal, 'a', 'Card a (second floor)'),
      ],
      (doc) => expect(readCard(doc, 'a')?.title).toBe('Urgent: Card a (second floor)'),
    );
  });

  test('replacing one whole title by two texts keeps both texts', () => {
    merging(
      nothing,
      [(doc) => setCardTitle(doc, bob, 'a', 'Piano'), (doc) => setCardTitle(doc, cal, 'a', 'Safe')],
      (doc) => expect(readCard(doc, 'a')?.title).toMatch(/Piano.*Safe|Safe.*Piano/),
    );
  });

  test('a card deleted while edited is deleted and returns with the edit', () => {
    merging(
      nothing,
      [
        (doc) => deleteCard(doc, bob, 'a'),
        (doc) => {
          setCardTitle(doc, cal, 'a', 'Card a, third floor');
          appendDescription(doc, cal, 'a', 'Mind the stairs');
        },
      ],
      (doc) => {
        expect(readCard(doc, 'a')).toMatchObject({ deletedAt: AT, deletedById: 'bob' });
        expect(shown(doc).todo).toEqual(['b', 'c']);
        const restored = replicaOf(doc);
        restoreCard(restored, ann, 'a');
        expect(readCard(restored, 'a')).toMatchObject({ title: 'Card a, third floor', deletedAt: null });
        expect(readDescription(restored, 'a')).toBe('Mind the stairs');
      },
    );
  });

  test('a card archived while edited keeps the edit', () => {
    merging(nothing, [(doc) => archiveCard(doc, bob, 'a'), (doc) => setCardTitle(doc, cal, 'a', 'Card a!')], (doc) =>
      expect(readCard(doc, 'a')).toMatchObject({ title: 'Card a!', archivedAt: AT }),
    );
  });

  test('a column deleted while a card moves into it shows the card in the first live column', () => {
    merging(
      nothing,
      [
        (doc) => deleteColumn(doc, bob, 'doing'),
        (doc) => moveCard(doc, cal, 'b', { columnId: 'doing' }),
        (doc) => createCard(doc, ann, { id: 'new', title: 'New', columnId: 'doing' }),
      ],
      (doc) => {
        expect(new Set(shown(doc).todo)).toEqual(new Set(['a', 'b', 'c', 'new']));
        const restored = replicaOf(doc);
        restoreColumn(restored, ann, 'doing');
        expect(new Set(shown(restored).doing)).toEqual(new Set(['b', 'new']));
      },
    );
  });

  test('all columns deleted leave the cards unplaced, not lost', () => {
    merging(
      (doc) => deleteColumn(doc, ann, 'done'),
      [(doc) => deleteColumn(doc, bob, 'todo'), (doc) => deleteColumn(doc, cal, 'doing')],
      (doc) => {
        const { columns, cards } = readBoard(doc);
        expect(arrangeCards(columns, cards).unplaced.map((card) => card.id)).toEqual(['a', 'b', 'c']);
      },
    );
  });

  test('insertions at one place both stay, and a third goes exactly between them', () => {
    merging(
      nothing,
      [
        (doc) => createCard(doc, bob, { id: 'x', title: 'X', columnId: 'todo', afterCardId: 'a' }),
        (doc) => createCard(doc, cal, { id: 'y', title: 'Y', columnId: 'todo', afterCardId: 'a' }),
      ],
      (doc) => {
        expect(shown(doc).todo).toEqual(['a', 'x', 'y', 'b', 'c']);
        expect(readCard(doc, 'x')?.position).toBe(readCard(doc, 'y')?.position);
        const later = replicaOf(doc);
        moveCard(later, ann, 'c', { columnId: 'todo', afterCardId: 'x' });
        expect(shown(later).todo).toEqual(['a', 'x', 'c', 'y', 'b']);
      },
    );
  });

  test('moves of groups to one place lose and double nothing', () => {
    merging(
      nothing,
      [
        (doc) => moveCards(doc, bob, ['a', 'b'], { columnId: 'doing', afterCardId: null }),
        (doc) => moveCards(doc, cal, ['c', 'b'], { columnId: 'doing', afterCardId: null }),
      ],
      (doc) => {
        const doing = shown(doc).doing ?? [];
        expect(doing.toSorted()).toEqual(['a', 'b', 'c']);
        expect(shown(doc).todo).toEqual([]);
      },
    );
  });

  test('a checklist entry removed while edited comes back by undo with the edit', () => {
    merging(
      (doc) => addChecklistItem(doc, ann, 'a', { id: 'i', text: 'Boxes' }),
      [(doc) => removeChecklistItem(doc, bob, 'a', 'i'), (doc) => setChecklistText(doc, cal, 'a', 'i', '40 boxes')],
      (doc) => {
        expect(readCard(doc, 'a')?.checklist).toEqual([]);
        const item = doc.getMap<Y.Map<Y.Map<Y.Map<unknown>>>>('cards').get('a')?.get('checklist')?.get('i');
        expect(String(item?.get('text'))).toBe('40 boxes');
      },
    );
  });

  test('assigning wins over removing the same person', () => {
    merging(
      (doc) => assign(doc, ann, 'a', 'dee'),
      [
        (doc) => unassign(doc, bob, 'a', 'dee'),
        (doc) => {
          unassign(doc, cal, 'a', 'dee');
          assign(doc, cal, 'a', 'dee');
        },
      ],
      (doc) => expect(readCard(doc, 'a')?.assigneeIds).toEqual(['dee']),
    );
  });
});

describe('undo', () => {
  test('of a creation keeps what another person wrote into the card', () => {
    const doc = start();
    const undo = new Y.UndoManager([doc.getMap('cards')], { trackedOrigins: new Set(['ann']) });
    createCard(doc, ann, { id: 'n', title: 'New', columnId: 'todo' });
    appendDescription(doc, bob, 'n', 'Words of Bob');
    undo.undo();
    expect(readCard(doc, 'n')?.deletedAt).toBe(AT);
    expect(readDescription(doc, 'n')).toBe('Words of Bob');
    undo.redo();
    expect(readCard(doc, 'n')).toMatchObject({ title: 'New', deletedAt: null });
  });

  test('takes back only the own move', () => {
    const doc = start();
    const undo = new Y.UndoManager([doc.getMap('cards')], { trackedOrigins: new Set(['ann']), captureTimeout: 0 });
    moveCard(doc, ann, 'a', { columnId: 'doing' });
    moveCard(doc, bob, 'b', { columnId: 'doing' });
    moveCard(doc, bob, 'a', { columnId: 'done' });
    undo.undo();
    expect(shown(doc)).toEqual({ todo: ['c'], doing: ['b'], done: ['a'] });
  });

  test('never tracks the entry that a creation lays down', () => {
    const doc = start();
    const origins: unknown[] = [];
    doc.on('afterTransaction', (transaction: Y.Transaction) => origins.push(transaction.origin));
    createColumn(doc, ann, { id: 'n', name: 'New' });
    expect(origins).toContain(ENTRY_ORIGIN);
    expect(origins.at(-1)).toBe('ann');
  });
});

describe('three people editing at random', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('end with identical boards and every card (seed %i)', (seed) => {
    const random = randomOf(seed);
    const origin = start();
    const replicas = [ann, bob, cal].map((edit) => ({ edit, doc: replicaOf(origin), typed: [] as string[] }));
    for (let round = 0; round < 120; round++) {
      const one = replicas[Math.floor(random() * 3)];
      const other = replicas[Math.floor(random() * 3)];
      if (!one || !other) continue;
      randomEdit(one.doc, one.edit, one.typed, random, round);
      if (random() < 0.3) Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(one.doc, Y.encodeStateVector(other.doc)));
    }
    const merged = replicas.map(({ doc }) => replicas.reduce((into, from) => mergeInto(into, from.doc), doc));
    const [first, ...rest] = merged.map((doc) => sorted(readBoard(doc)));
    for (const board of rest) expect(board).toEqual(first);
    for (const doc of merged) expect(shown(doc)).toEqual(shown(merged[0] ?? doc));
    const text = JSON.stringify(first);
    for (const word of replicas.flatMap((replica) => replica.typed)) expect(text).toContain(word);
    expect(first?.problems).toEqual([]);
  });
});

function mergeInto(doc: Y.Doc, from: Y.Doc): Y.Doc {
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(from, Y.encodeStateVector(doc)));
  return doc;
}

function randomOf(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}

function randomEdit(doc: Y.Doc, edit: Edit, typed: string[], random: () => number, round: number): void {
  const { cards, columns } = readBoard(doc);
  const pick = <T>(items: T[]): T | undefined => items[Math.floor(random() * items.length)];
  const [card, other, column] = [pick(cards)?.id ?? '', pick(cards)?.id ?? null, pick(columns)?.id ?? ''];
  const word = `${edit.userId}${round}`;
  const title = readCard(doc, card)?.title ?? '';
  const at = Math.floor(random() * (title.length + 1));
  const actions = [
    () => moveCard(doc, edit, card, { columnId: column, afterCardId: other }),
    () => moveCards(doc, edit, [card, other ?? card], { columnId: column, afterCardId: null }),
    () => createCard(doc, edit, { id: word, title: word, columnId: column, afterCardId: other }),
    () => random() < 0.3 && deleteColumn(doc, edit, column),
    () => restoreColumn(doc, edit, column),
    () => deleteCard(doc, edit, card),
    () => restoreCard(doc, edit, card),
    () => addChecklistItem(doc, edit, card, { id: word, text: word }) && typed.push(word),
    () => setCardTitle(doc, edit, card, `${title.slice(0, at)}~${title.slice(at)}`),
  ];
  pick(actions)?.();
}
