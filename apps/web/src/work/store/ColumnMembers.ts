import type { BoardCard, BoardColumn } from '@muster/contract/work/board-contents';
import { comparePositions } from '@muster/contract/work/board-position';

/** What one column shows: the cards that pass the filter, in order, and how many there are without it. */
export interface ColumnView {
  cardIds: readonly string[];
  total: number;
}

const EMPTY: ColumnView = { cardIds: [], total: 0 };

/**
 * Which cards lie in which column, kept up to date one card at a time. Only columns whose cards came, went, moved or
 * changed under a filter are sorted again, so a board of thousands of cards costs what the change costs.
 */
export class ColumnMembers {
  private homes = new Set<string>();
  private first = '';
  private readonly members = new Map<string, Set<string>>();
  private readonly shownIn = new Map<string, string>();
  private readonly views = new Map<string, ColumnView>();
  private readonly dirty = new Set<string>();
  private readonly cards: ReadonlyMap<string, BoardCard>;
  private filter: ((card: BoardCard) => boolean) | null = null;

  constructor(cards: ReadonlyMap<string, BoardCard>) {
    this.cards = cards;
  }

  view(columnId: string): ColumnView {
    return this.views.get(columnId) ?? EMPTY;
  }

  /** The column that a card shows in, or null when it is put away or no column is live. */
  columnOf(cardId: string): string | null {
    return this.shownIn.get(cardId) ?? null;
  }

  /** Takes the live columns; everything is placed anew when the set of them, or the first, is another. */
  setColumns(columns: readonly BoardColumn[]): void {
    const homes = new Set(columns.map((column) => column.id));
    const first = columns[0]?.id ?? '';
    if (first === this.first && homes.size === this.homes.size && [...homes].every((id) => this.homes.has(id))) return;
    this.homes = homes;
    this.first = first;
    for (const id of this.cards.keys()) this.place(id);
  }

  setFilter(filter: ((card: BoardCard) => boolean) | null): void {
    this.filter = filter;
    for (const id of this.members.keys()) this.dirty.add(id);
  }

  /** Notes that a card is new, changed, or gone from `cards`. */
  cardChanged(old: BoardCard | undefined, id: string): void {
    const card = this.cards.get(id);
    const moved = old?.position !== card?.position || old?.columnId !== card?.columnId;
    const before = this.shownIn.get(id);
    this.place(id);
    if ((moved || this.filter) && before) this.dirty.add(before);
  }

  /** Sorts what needs sorting. @returns the columns whose view is another now. */
  refresh(): string[] {
    const changed = [...this.dirty].filter((columnId) => this.refreshView(columnId));
    this.dirty.clear();
    return changed;
  }

  private place(id: string): void {
    const card = this.cards.get(id);
    const home = card && this.homeOf(card);
    const before = this.shownIn.get(id);
    if (home === before) return;
    if (before !== undefined) this.members.get(before)?.delete(id);
    if (home !== undefined) this.membersOf(home).add(id);
    if (home === undefined) this.shownIn.delete(id);
    else this.shownIn.set(id, home);
    for (const column of [before, home]) if (column !== undefined) this.dirty.add(column);
  }

  private homeOf(card: BoardCard): string | undefined {
    if (card.archivedAt || card.deletedAt) return undefined;
    return this.homes.has(card.columnId) ? card.columnId : this.first || undefined;
  }

  private membersOf(columnId: string): Set<string> {
    const existing = this.members.get(columnId);
    if (existing) return existing;
    const created = new Set<string>();
    this.members.set(columnId, created);
    return created;
  }

  private refreshView(columnId: string): boolean {
    const all = [...this.membersOf(columnId)].flatMap((id) => this.cards.get(id) ?? []);
    const shown = this.filter ? all.filter(this.filter) : all;
    const cardIds = shown.sort(comparePositions).map((card) => card.id);
    const old = this.view(columnId);
    const sameCards = cardIds.length === old.cardIds.length && cardIds.every((id, at) => id === old.cardIds[at]);
    if (sameCards && old.total === all.length) return false;
    this.views.set(columnId, { cardIds: sameCards ? old.cardIds : cardIds, total: all.length });
    return true;
  }
}
