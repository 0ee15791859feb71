import { readBoard, readDescription } from '@muster/contract/work/board-whole';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type BoardPlan, buildBoard } from './board-plan.ts';
import { companies } from './companies.ts';
import { isoInstant } from './instants.ts';
import { Random } from './Random.ts';

const today = Date.UTC(2026, 10, 21);
const [moving] = companies('small', today);
if (!moving) throw new Error('there is no company');
const ids = new Set(moving.people.map((person) => person.id));

function stored(plan: BoardPlan) {
  const board = buildBoard(plan, new Random('test'));
  const { snapshot, updates } = board.history;
  const doc = new Y.Doc();
  for (const { bytes } of [...(snapshot ? [snapshot] : []), ...updates]) Y.applyUpdate(doc, bytes);
  return { board, doc };
}

const byId = <Entry extends { id: string }>(entries: Entry[]) => [...entries].sort((a, b) => (a.id < b.id ? -1 : 1));

const [dispatch] = moving.boards;
if (!dispatch) throw new Error('there is no board');
const imported = { ...dispatch, name: 'Vancouver dispatch, imported', imported: true, cards: 1_100 };
const boards = [...moving.boards, imported].map((plan) => ({ name: plan.name, plan, ...stored(plan) }));
const handWritten = boards.filter(({ plan }) => !plan.imported);

describe.each(boards)('the board $name', ({ plan, board, doc }) => {
  const { columns, labels, cards, problems } = readBoard(doc);

  test('can be read from its log, and is whole', () => {
    expect(problems).toEqual([]);
    expect(cards).toHaveLength(plan.cards);
    expect(columns.map((column) => column.name)).toEqual(plan.theme.columns.map((column) => column.name));
    expect(byId(readBoard(board.history.doc).cards)).toEqual(byId(cards));
  });

  test('knows only columns, labels and people that there are', () => {
    const known = new Set([...ids, ...columns.map((column) => column.id), ...labels.map((label) => label.id)]);
    const named = cards.flatMap((card) => [
      card.columnId,
      ...card.labelIds,
      ...card.assigneeIds,
      card.createdById ?? '',
    ]);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
    expect(cards.filter((card) => card.title === '' || readDescription(doc, card.id) === '')).toEqual([]);
  });

  test('was written in the order of time by several people, in several tabs', () => {
    const { updates, snapshot, sequence } = board.history;
    const first = (snapshot?.sequence ?? 0) + 1;
    expect(updates.map((update) => update.sequence)).toEqual(updates.map((_, index) => first + index));
    expect(sequence).toBe((snapshot?.sequence ?? 0) + updates.length);
    const times = updates.map((update) => update.committedAt);
    expect([...times].sort()).toEqual(times);
    expect((times.at(-1) ?? '') < isoInstant(today)).toBe(true);
    expect(doc.store.clients.size).toBeGreaterThan(4);
    expect(updates.filter(({ actorId }) => !ids.has(actorId))).toEqual([]);
  });
});

test('hand-written boards have what people leave on boards: comments, checklists, due dates, archived and deleted cards', () => {
  const cards = handWritten.flatMap(({ doc }) => readBoard(doc).cards);
  const share = (accept: (card: (typeof cards)[number]) => boolean) => cards.filter(accept).length / cards.length;
  expect(share((card) => card.comments.length > 0)).toBeGreaterThan(0.4);
  expect(share((card) => card.checklist.some((item) => item.done))).toBeGreaterThan(0.2);
  expect(share((card) => card.dueAt !== null)).toBeGreaterThan(0.5);
  const archived = cards.filter((card) => card.archivedAt !== null);
  expect(archived.filter((card) => card.dueAt !== null)).toEqual([]);
  expect(share((card) => card.assigneeIds.length > 0)).toBeGreaterThan(0.5);
  expect(share((card) => card.archivedAt !== null)).toBeGreaterThan(0.05);
  expect(share((card) => card.deletedAt !== null)).toBeGreaterThan(0.005);
});

test('named versions hold the board as it was: fewer cards than today', () => {
  const versions = boards[0]?.board.history.versions ?? [];
  expect(versions.map((version) => version.name)).toEqual(['After the first review', 'Before this week']);
  const sizes = versions.map(({ bytes }) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, bytes);
    return readBoard(doc).cards.length;
  });
  expect(sizes[0]).toBeGreaterThan(5);
  expect(sizes[1]).toBeGreaterThan(sizes[0] ?? 0);
  expect(sizes[1]).toBeLessThan(dispatch.cards);
});

test('a restore by mistake was taken back, and lost nothing', () => {
  const restored = boards.filter(({ board }) => board.history.restores.length > 0);
  expect(restored.map(({ name }) => name)).toEqual(['Customer call-backs']);
  const [mistake, remedy] = restored[0]?.board.history.restores ?? [];
  expect([mistake?.version.automatic, mistake?.previous.automatic]).toEqual([false, true]);
  expect(remedy?.version).toBe(mistake?.previous);
  const shown = (bytes: Uint8Array) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, bytes);
    return readBoard(doc).cards.filter((card) => !card.deletedAt).length;
  };
  const [before, mistaken] = [mistake, remedy].map((restore) => shown(restore?.previous.bytes ?? new Uint8Array()));
  expect(mistaken).toBeLessThan(before ?? 0);
  expect(readBoard(restored[0]?.doc ?? new Y.Doc()).cards.filter((card) => !card.deletedAt).length).toBeGreaterThan(
    before ?? 0,
  );
});
