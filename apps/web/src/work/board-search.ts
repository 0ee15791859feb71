import { type DueFilter, parseDue } from './board/due-date.ts';

/** Everything of a board's screen that a link reproduces: its filter, the open card, and the panel beside it. */
export interface BoardSearch {
  q?: string;
  labels?: string[];
  people?: string[];
  due?: DueFilter;
  card?: string;
  panel?: 'history' | 'archive';
}

/** The list of boards: what is searched for, which kind is shown, and whether a new one is being made. */
export interface BoardListSearch {
  search?: string;
  kind?: 'personal' | 'team';
  deleted?: true;
  new?: string;
  /** Filters and order by custom fields, as their part of the toolbar writes them. */
  fields?: string;
  sort?: string;
}

type Raw = Record<string, unknown>;

/** Reads the URL of a board; whatever it does not understand it leaves out. */
export function readBoardSearch(raw: Raw): BoardSearch {
  const search: BoardSearch = {};
  const [q, labels, people, due, card] = [
    text(raw.q),
    texts(raw.labels),
    texts(raw.people),
    parseDue(raw.due),
    text(raw.card),
  ];
  if (q) search.q = q;
  if (labels) search.labels = labels;
  if (people) search.people = people;
  if (due) search.due = due;
  if (card) search.card = card;
  if (raw.panel === 'history' || raw.panel === 'archive') search.panel = raw.panel;
  return search;
}

/** Reads the URL of the list of boards. */
export function readBoardListSearch(raw: Raw): BoardListSearch {
  const search: BoardListSearch = {};
  const [query, creating] = [text(raw.search), text(raw.new)];
  if (query) search.search = query;
  if (creating) search.new = creating;
  const [fields, sort] = [text(raw.fields), text(raw.sort)];
  if (fields) search.fields = fields;
  if (sort) search.sort = sort;
  if (raw.kind === 'personal' || raw.kind === 'team') search.kind = raw.kind;
  if (raw.deleted === true) search.deleted = true;
  return search;
}

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function texts(value: unknown): string[] | undefined {
  const found = (Array.isArray(value) ? value : [value]).flatMap((each) => text(each) ?? []);
  return found.length > 0 ? found : undefined;
}
