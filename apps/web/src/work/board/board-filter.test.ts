import type { BoardCard, BoardLabel } from '@muster/contract/work/board-contents';
import { describe, expect, test } from 'vitest';
import { type BoardSearch, readBoardSearch } from '../board-search.ts';
import { cardFilter } from './board-filter.ts';
import { daysUntil, dueState, localDay, matchesDue } from './due-date.ts';

const blank: BoardCard = {
  id: 'c',
  title: '',
  columnId: 'todo',
  position: 'a0',
  assigneeIds: [],
  labelIds: [],
  checklist: [],
  comments: [],
  dueAt: null,
  archivedAt: null,
  deletedAt: null,
  deletedById: null,
  createdAt: null,
  createdById: null,
};
const labels = new Map<string, BoardLabel>([['l', { id: 'l', name: 'Été', color: 'red', deletedAt: null }]]);
const today = '2026-11-21';
const passes = (search: BoardSearch, card: Partial<BoardCard>) =>
  cardFilter(search, labels, today)?.({ ...blank, ...card });

describe('cardFilter', () => {
  test('is none when nothing is asked', () => expect(cardFilter({}, labels, today)).toBeNull());

  test('finds words in any order, without accents, in titles and labels', () => {
    expect(passes({ q: 'piano GRAND' }, { title: 'Grand piano' })).toBe(true);
    expect(passes({ q: 'piano ete' }, { title: 'Piano', labelIds: ['l'] })).toBe(true);
    expect(passes({ q: 'piano safe' }, { title: 'Piano' })).toBe(false);
  });

  test('widens within a kind and narrows between kinds', () => {
    const card = { labelIds: ['l'], assigneeIds: ['ann'] };
    expect(passes({ people: ['bob', 'ann'] }, card)).toBe(true);
    expect(passes({ people: ['bob'], labels: ['l'] }, card)).toBe(false);
    expect(passes({ people: ['none'] }, {})).toBe(true);
    expect(passes({ labels: ['none'] }, { labelIds: ['deleted'] })).toBe(true);
  });
});

describe('due dates', () => {
  test('are late, today, soon or later', () => {
    expect(['2026-11-20', '2026-11-21', '2026-11-24', '2026-11-25'].map((due) => dueState(due, today))).toEqual([
      'late',
      'today',
      'soon',
      'later',
    ]);
    expect(daysUntil('2026-12-01', today)).toBe(10);
    expect(localDay(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  });

  test('are filtered, soon including today', () => {
    expect(matchesDue('soon', today, today)).toBe(true);
    expect(matchesDue('late', null, today)).toBe(false);
    expect(matchesDue('none', null, today)).toBe(true);
    expect(matchesDue('none', today, today)).toBe(false);
  });
});

test('the URL of a board is read, and nonsense left out', () => {
  expect(readBoardSearch({ q: 7, labels: 'l', people: ['a', 3, null], due: 'never', card: 'c', panel: 'x' })).toEqual({
    q: '7',
    labels: ['l'],
    people: ['a', '3'],
    card: 'c',
  });
});
