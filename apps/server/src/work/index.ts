/** Boards and cards: who may do what with a board, and the rows that follow its live document. */
import { registerDocumentKind, registerEditableKind, registerProjectedKind } from '../collaboration/index.ts';
import type { Subscriber } from '../core/outbox-relay.ts';
import { boardDocument } from './board-document.ts';
import { editableBoard } from './editable-board.ts';
import { notifyPeople } from './notify.ts';
import { projectedBoard } from './projection/projected-board.ts';

export { boardDocument } from './board-document.ts';
export { workRouter } from './router.ts';

/** What reacts to published events in the worker. */
export const workSubscribers: readonly Subscriber[] = [notifyPeople];

/** Makes boards known to collaboration; every process calls it before it serves documents. */
export function registerWork(): void {
  registerDocumentKind(boardDocument);
}

/** Makes known how rows follow boards, for a thread that does nothing else: it loads the tenth of what serving needs. */
export function registerBoardRows(): void {
  registerProjectedKind(projectedBoard);
}

/** Makes known what is in boards and how they are changed, for a thread that does nothing else. */
export function registerBoardEdits(): void {
  registerEditableKind(editableBoard);
}
