import { boardRoots } from '@muster/contract/work/board.doc';
import { readCard } from '@muster/contract/work/board-card-read';
import { changedCards } from '@muster/contract/work/board-changes';
import { liveColumns, readColumns } from '@muster/contract/work/board-columns';
import type { BoardCard, BoardColumn, BoardLabel } from '@muster/contract/work/board-contents';
import { readLabels } from '@muster/contract/work/board-labels';
import type * as Y from 'yjs';
import { ColumnMembers, type ColumnView } from './ColumnMembers.ts';
import { Topics } from './Topics.ts';

type Events = Y.YEvent<Y.AbstractType<unknown>>[];

/** Cards that are archived or deleted, newest first. */
export interface AwayCards {
  archived: readonly BoardCard[];
  deleted: readonly BoardCard[];
}

/**
 * The board as screens read it: immutable snapshots per card, per column and of the labels, kept up to date from the
 * document's events. A snapshot keeps its identity until its own part changes, so a component renders only for that.
 */
export class BoardStore {
  readonly doc: Y.Doc;
  private readonly topics = new Topics();
  private readonly cards = new Map<string, BoardCard>();
  private readonly members = new ColumnMembers(this.cards);
  private columnList: readonly BoardColumn[] = [];
  private labelMap: ReadonlyMap<string, BoardLabel> = new Map();
  private awayCards: AwayCards | null = null;
  private isStale = false;

  constructor(doc: Y.Doc) {
    this.doc = doc;
    this.readAll();
    doc.once('beforeTransaction', () => {
      this.isStale = true;
    });
  }

  /** Follows the document until the returned function is called. */
  follow(): () => void {
    const { cards, columns, labels } = boardRoots(this.doc);
    cards.observeDeep(this.onCards);
    columns.observeDeep(this.onColumns);
    labels.observeDeep(this.onLabels);
    if (this.isStale) this.readAll();
    return () => {
      this.isStale = true;
      cards.unobserveDeep(this.onCards);
      columns.unobserveDeep(this.onColumns);
      labels.unobserveDeep(this.onLabels);
    };
  }

  readonly subscribe = (topic: string, listener: () => void) => this.topics.subscribe(topic, listener);

  /** The live columns in their order. Topic `columns`. */
  columns(): readonly BoardColumn[] {
    return this.columnList;
  }

  /** What a column shows. Topic `column:<id>`. */
  view(columnId: string): ColumnView {
    return this.members.view(columnId);
  }

  /** Topic `card:<id>`. */
  card(id: string): BoardCard | null {
    return this.cards.get(id) ?? null;
  }

  /** The column a card shows in; null when it is put away. */
  columnOf(cardId: string): string | null {
    return this.members.columnOf(cardId);
  }

  /** Labels that are not deleted, by id, in the order of their names. Topic `labels`. */
  labels(): ReadonlyMap<string, BoardLabel> {
    return this.labelMap;
  }

  /** Topic `away`. */
  away(): AwayCards {
    this.awayCards ??= this.collectAway();
    return this.awayCards;
  }

  /** How many cards wait for a column while there is none. */
  unplacedCount(): number {
    return [...this.cards.values()].filter((card) => !isAway(card) && this.columnOf(card.id) === null).length;
  }

  /** Shows only the cards that pass; null shows all. */
  setFilter(filter: ((card: BoardCard) => boolean) | null): void {
    this.members.setFilter(filter);
    this.topics.publish(this.refreshedColumns());
  }

  /** Reads the whole board: at first, and when following begins after changes that nobody followed. */
  private readAll(): void {
    this.readColumns();
    this.readLabels();
    for (const id of boardRoots(this.doc).cards.keys()) this.readCard(id);
    this.awayCards = null;
    this.topics.publish(['columns', 'labels', 'away', ...this.refreshedColumns()]);
  }

  private readonly onCards = (events: Events) => {
    const topics = new Set<string>();
    for (const [id, fields] of changedCards(events)) {
      if (fields.size === 1 && fields.has('description')) continue;
      if (this.readCard(id)) topics.add('away');
      topics.add(`card:${id}`);
    }
    if (topics.has('away')) this.awayCards = null;
    for (const topic of this.refreshedColumns()) topics.add(topic);
    this.topics.publish(topics);
  };

  private readonly onColumns = () => {
    this.readColumns();
    this.topics.publish(['columns', ...this.refreshedColumns()]);
  };

  private readonly onLabels = () => {
    this.readLabels();
    this.topics.publish(['labels']);
  };

  private refreshedColumns(): string[] {
    return this.members.refresh().map((id) => `column:${id}`);
  }

  /** @returns whether the card is, or was, put away. */
  private readCard(id: string): boolean {
    const old = this.cards.get(id);
    const card = readCard(this.doc, id);
    if (card) this.cards.set(id, card);
    else this.cards.delete(id);
    this.members.cardChanged(old, id);
    return isAway(old) || isAway(card);
  }

  private readColumns(): void {
    this.columnList = liveColumns(readColumns(this.doc));
    this.members.setColumns(this.columnList);
  }

  private readLabels(): void {
    const live = readLabels(this.doc).filter((label) => !label.deletedAt);
    this.labelMap = new Map(live.map((label) => [label.id, label]));
  }

  private collectAway(): AwayCards {
    const all = [...this.cards.values()];
    const newest = (key: 'archivedAt' | 'deletedAt') => (a: BoardCard, b: BoardCard) =>
      (b[key] ?? '').localeCompare(a[key] ?? '');
    return {
      archived: all.filter((card) => card.archivedAt && !card.deletedAt).sort(newest('archivedAt')),
      deleted: all.filter((card) => card.deletedAt).sort(newest('deletedAt')),
    };
  }
}

function isAway(card: BoardCard | null | undefined): boolean {
  return Boolean(card?.archivedAt || card?.deletedAt);
}
