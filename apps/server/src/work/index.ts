/** Boards and cards: who may do what with a board, and the rows that follow its live document. */
import { registerDocumentKind } from '../collaboration/index.ts';
import type { Subscriber } from '../core/outbox-relay.ts';
import { boardDocument } from './board-document.ts';
import { notifyPeople } from './notify.ts';

export { boardDocument } from './board-document.ts';
export { workRouter } from './router.ts';

/** What reacts to published events in the worker. */
export const workSubscribers: readonly Subscriber[] = [notifyPeople];

/** Makes boards known to collaboration; every process calls it before it serves or projects documents. */
export function registerWork(): void {
  registerDocumentKind(boardDocument);
}
