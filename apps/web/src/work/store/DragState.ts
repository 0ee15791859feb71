import { Topics } from './Topics.ts';

/** Where dragged cards would land: before the card at `index` of what the column shows. */
export interface DropTarget {
  columnId: string;
  index: number;
  /** The card they would stand behind; null is the top of the column. */
  afterCardId: string | null;
}

/** What is being dragged on this screen, by pointer or keyboard. Columns land at an index among the columns. */
export interface Drag {
  by: 'pointer' | 'keyboard';
  cardIds: readonly string[];
  columnId: string | null;
}

/** The drag in progress. Only the column that the drop line enters or leaves renders again. */
export class DragState {
  private readonly topics = new Topics();
  private current: Drag | null = null;
  private cardTarget: DropTarget | null = null;
  private columnIndex: number | null = null;

  readonly subscribe = (topic: string, listener: () => void) => this.topics.subscribe(topic, listener);

  /** Topic `drag`. */
  readonly drag = (): Drag | null => this.current;

  readonly target = (): DropTarget | null => this.cardTarget;

  /** Where in the column the drop line stands; -1 when elsewhere. Topic `column:<id>`. */
  lineIn(columnId: string): number {
    return this.cardTarget?.columnId === columnId ? this.cardTarget.index : -1;
  }

  /** Where among the columns a dragged column would land; null while none is dragged. Topic `columns`. */
  readonly columnLine = (): number | null => this.columnIndex;

  isDragged(cardId: string): boolean {
    return this.current?.cardIds.includes(cardId) ?? false;
  }

  start(drag: Drag): void {
    this.current = drag;
    this.topics.publish(['drag', ...drag.cardIds.map((id) => `card:${id}`)]);
  }

  aim(target: DropTarget | null): void {
    const before = this.cardTarget;
    if (before?.columnId === target?.columnId && before?.index === target?.index) return;
    this.cardTarget = target;
    const columns = new Set([before?.columnId, target?.columnId].filter((id) => id !== undefined));
    this.topics.publish([...columns].map((id) => `column:${id}`));
  }

  aimColumn(index: number | null): void {
    if (index === this.columnIndex) return;
    this.columnIndex = index;
    this.topics.publish(['columns']);
  }

  end(): void {
    const dragged = this.current?.cardIds ?? [];
    this.current = null;
    this.aim(null);
    this.aimColumn(null);
    this.topics.publish(['drag', ...dragged.map((id) => `card:${id}`)]);
  }
}
