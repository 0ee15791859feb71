import { Topics } from './Topics.ts';

/** What a card tile must know about itself, as one number so that a snapshot is compared at once. */
export const CURSOR = 1;
export const SELECTED = 2;
export const EDITING = 4;

/** The card under the keyboard's cursor, the selected cards, and the card whose title is edited in place. */
export class Selection {
  private readonly topics = new Topics();
  private cursorId: string | null = null;
  private editingId: string | null = null;
  private anchorId: string | null = null;
  private ids: ReadonlySet<string> = new Set();
  private selecting = false;

  readonly subscribe = (topic: string, listener: () => void) => this.topics.subscribe(topic, listener);

  /** Topic `card:<id>`. */
  flags(id: string): number {
    const cursor = this.cursorId === id ? CURSOR : 0;
    const selected = this.ids.has(id) ? SELECTED : 0;
    return cursor + selected + (this.editingId === id ? EDITING : 0);
  }

  /** Topic `cursor`. */
  readonly cursor = (): string | null => this.cursorId;

  /** Topic `selected`. */
  readonly selected = (): ReadonlySet<string> => this.ids;

  moveCursor(id: string | null): void {
    if (id === this.cursorId) return;
    const before = this.cursorId;
    this.cursorId = id;
    this.publish('cursor', before, id);
  }

  edit(id: string | null): void {
    const before = this.editingId;
    this.editingId = id;
    if (before !== id) this.publish('editing', before, id);
  }

  toggle(id: string): void {
    this.anchorId = id;
    const next = new Set(this.ids);
    if (!next.delete(id)) next.add(id);
    this.select(next);
  }

  /** Selects from the last toggled card to `id`, in the order of `cardIds` (one column). */
  selectTo(id: string, cardIds: readonly string[]): void {
    const [from, to] = [cardIds.indexOf(this.anchorId ?? this.cursorId ?? id), cardIds.indexOf(id)];
    if (to === -1) return;
    const range = from === -1 ? [id] : cardIds.slice(Math.min(from, to), Math.max(from, to) + 1);
    this.select(new Set([...this.ids, ...range]));
  }

  /** While selecting, a tap selects instead of opening: for screens without a mouse. Topic `selected`. */
  readonly isSelecting = (): boolean => this.selecting;

  setSelecting(selecting: boolean): void {
    this.selecting = selecting;
    this.topics.publish(['selected']);
  }

  clear(): void {
    this.anchorId = null;
    this.selecting = false;
    if (this.ids.size > 0) this.select(new Set());
  }

  private select(next: ReadonlySet<string>): void {
    const before = this.ids;
    this.ids = next;
    const changed = [...before, ...next].filter((id) => before.has(id) !== next.has(id));
    this.publish('selected', ...changed);
  }

  private publish(topic: string, ...cardIds: (string | null)[]): void {
    this.topics.publish([topic, ...cardIds.filter((id) => id !== null).map((id) => `card:${id}`)]);
  }
}
