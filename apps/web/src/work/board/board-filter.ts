import type { BoardCard, BoardLabel } from '@muster/contract/work/board-contents';
import type { BoardSearch } from '../board-search.ts';
import { matchesDue } from './due-date.ts';

/** Stands for "nobody" among people and "no label" among labels. */
export const NONE = 'none';

export type CardFilter = (card: BoardCard) => boolean;

/**
 * The filter that a board's URL asks for, or null for none. Values of one kind widen (this label or that), kinds
 * narrow each other; words must all occur in the title, a label, a checklist entry or a comment.
 */
export function cardFilter(
  search: BoardSearch,
  labels: ReadonlyMap<string, BoardLabel>,
  today: string,
): CardFilter | null {
  const tests: CardFilter[] = [];
  const { q, labels: wantedLabels, people, due } = search;
  if (q) tests.push(textFilter(q, labels));
  if (wantedLabels)
    tests.push((card) =>
      hasAny(
        card.labelIds.filter((id) => labels.has(id)),
        wantedLabels,
      ),
    );
  if (people) tests.push((card) => hasAny(card.assigneeIds, people));
  if (due) tests.push((card) => matchesDue(due, card.dueAt, today));
  return tests.length === 0 ? null : (card) => tests.every((test) => test(card));
}

function hasAny(ids: string[], wanted: string[]): boolean {
  return ids.length === 0 ? wanted.includes(NONE) : ids.some((id) => wanted.includes(id));
}

function textFilter(query: string, labels: ReadonlyMap<string, BoardLabel>): CardFilter {
  const words = folded(query).split(/\s+/).filter(Boolean);
  return (card) => {
    const text = folded(searchable(card, labels));
    return words.every((word) => text.includes(word));
  };
}

function searchable(card: BoardCard, labels: ReadonlyMap<string, BoardLabel>): string {
  const names = card.labelIds.map((id) => labels.get(id)?.name ?? '');
  const checklist = card.checklist.map((item) => item.text);
  return [card.title, ...names, ...checklist, ...card.comments.map((comment) => comment.text)].join('\n');
}

/** Lower case without accents, so that "ete" finds "Été". */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
