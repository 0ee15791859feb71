import type { BoardColumn, BoardContents } from './board-contents.ts';
import { diffText, type TextRun } from './board-diff-text.ts';

type Card = BoardContents['cards'][number];

/** A card's column before and after, by name; null when that column is not in that version. */
export interface CardMove {
  from: string | null;
  to: string | null;
}

/** What differs in a card that both versions have. Absent fields are equal. Sets are given as ids. */
export interface CardChange {
  id: string;
  title: string;
  move?: CardMove;
  titleText?: TextRun[];
  descriptionText?: TextRun[];
  due?: { from: string | null; to: string | null };
  assignees?: SetChange;
  labels?: SetChange;
  checklist?: { from: string; to: string };
  comments?: { added: number; removed: number };
  archived?: boolean;
}

/** Ids that came and went. */
export interface SetChange {
  added: string[];
  removed: string[];
}

/** What happened to a board from one version to another. Cards and columns count as gone when they are deleted. */
export interface BoardDiff {
  columns: { added: string[]; removed: string[]; renamed: { from: string; to: string }[] };
  added: { id: string; title: string; column: string | null }[];
  removed: { id: string; title: string; column: string | null }[];
  changed: CardChange[];
}

/** Compares two versions of a board. */
export function diffBoards(from: BoardContents, to: BoardContents): BoardDiff {
  const [before, after] = [liveById(from.cards), liveById(to.cards)];
  const [nameBefore, nameAfter] = [columnNames(from), columnNames(to)];
  const only = (cards: Map<string, Card>, others: Map<string, Card>, names: Map<string, string>) =>
    [...cards.values()].filter((card) => !others.has(card.id)).map((card) => summary(card, names));
  const both = [...after.values()].flatMap((card) => {
    const old = before.get(card.id);
    return old ? [changeOf(old, card, nameBefore, nameAfter)] : [];
  });
  return {
    columns: diffColumns(from.columns, to.columns),
    added: only(after, before, nameAfter),
    removed: only(before, after, nameBefore),
    changed: both.filter((change) => Object.keys(change).length > 2),
  };
}

function liveById<T extends { id: string; deletedAt: string | null }>(entries: T[]): Map<string, T> {
  return new Map(entries.filter((entry) => entry.deletedAt === null).map((entry) => [entry.id, entry]));
}

function columnNames(board: BoardContents): Map<string, string> {
  return new Map(board.columns.filter((column) => !column.deletedAt).map((column) => [column.id, column.name]));
}

function summary(card: Card, names: Map<string, string>) {
  return { id: card.id, title: card.title, column: names.get(card.columnId) ?? null };
}

function diffColumns(from: BoardColumn[], to: BoardColumn[]): BoardDiff['columns'] {
  const [before, after] = [liveById(from), liveById(to)];
  const renamed = [...after.values()].flatMap((column) => {
    const old = before.get(column.id);
    return old && old.name !== column.name ? [{ from: old.name, to: column.name }] : [];
  });
  return {
    added: [...after.values()].filter((column) => !before.has(column.id)).map((column) => column.name),
    removed: [...before.values()].filter((column) => !after.has(column.id)).map((column) => column.name),
    renamed,
  };
}

function changeOf(old: Card, card: Card, before: Map<string, string>, after: Map<string, string>): CardChange {
  const change: CardChange = { id: card.id, title: card.title };
  if (old.columnId !== card.columnId) {
    change.move = { from: before.get(old.columnId) ?? null, to: after.get(card.columnId) ?? null };
  }
  if (old.title !== card.title) change.titleText = diffText(old.title, card.title);
  if (old.description !== card.description) change.descriptionText = diffText(old.description, card.description);
  if (old.dueAt !== card.dueAt) change.due = { from: old.dueAt, to: card.dueAt };
  if (Boolean(old.archivedAt) !== Boolean(card.archivedAt)) change.archived = card.archivedAt !== null;
  return { ...change, ...partsOf(old, card) };
}

function partsOf(old: Card, card: Card): Partial<CardChange> {
  const parts: Partial<CardChange> = {};
  const assignees = diffSets(old.assigneeIds, card.assigneeIds);
  const labels = diffSets(old.labelIds, card.labelIds);
  const comments = diffSets(idsOf(old.comments), idsOf(card.comments));
  const [from, to] = [checklistText(old), checklistText(card)];
  if (assignees) parts.assignees = assignees;
  if (labels) parts.labels = labels;
  if (from !== to) parts.checklist = { from, to };
  if (comments) parts.comments = { added: comments.added.length, removed: comments.removed.length };
  return parts;
}

const idsOf = (entries: { id: string }[]) => entries.map((entry) => entry.id);

function diffSets(from: string[], to: string[]): SetChange | null {
  const added = to.filter((id) => !from.includes(id));
  const removed = from.filter((id) => !to.includes(id));
  return added.length + removed.length > 0 ? { added, removed } : null;
}

function checklistText(card: Card): string {
  return card.checklist.map((item) => `${item.done ? '☑' : '☐'} ${item.text}`).join('\n');
}
