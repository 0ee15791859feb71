/** A person as others see them on a live document. */
export interface PresentPerson {
  id: string;
  name: string;
  color: string;
}

/** Where on a card somebody points: fractions of its width and height. */
export interface CardPointer {
  cardId: string;
  x: number;
  y: number;
}

/** What one screen tells the others on the board: the card focused, the card open, the cards dragged, the pointer. */
export interface BoardActivity {
  focus: string | null;
  open: string | null;
  drag: readonly string[];
  pointer: CardPointer | null;
}

export const idle: BoardActivity = { focus: null, open: null, drag: [], pointer: null };

type Raw = Record<string, unknown>;

const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null;
const text = (value: unknown) => (typeof value === 'string' ? value : null);
const fraction = (value: unknown) => (typeof value === 'number' && value >= 0 && value <= 1 ? value : 0);

/** A CSS colour goes into a style attribute: only hex colours are taken from others. */
const HEX = /^#[0-9a-f]{6}$/i;

/** Reads the person of an awareness state, which any client may have filled with anything. */
export function readPerson(state: unknown): PresentPerson | null {
  const user = isRaw(state) && isRaw(state.user) ? state.user : {};
  const [id, name, color] = [text(user.id), text(user.name), text(user.color)];
  return id && name ? { id, name: name.slice(0, 80), color: color && HEX.test(color) ? color : '#4f6272' } : null;
}

/** Reads the activity of an awareness state; what is missing or odd is idle. */
export function readActivity(state: unknown): BoardActivity {
  const board = isRaw(state) && isRaw(state.board) ? state.board : {};
  const pointer = isRaw(board.pointer) ? board.pointer : {};
  const cardId = text(pointer.cardId);
  return {
    focus: text(board.focus),
    open: text(board.open),
    drag: Array.isArray(board.drag) ? board.drag.flatMap((id) => text(id) ?? []).slice(0, 500) : [],
    pointer: cardId ? { cardId, x: fraction(pointer.x), y: fraction(pointer.y) } : null,
  };
}
