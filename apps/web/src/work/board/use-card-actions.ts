import type { Edit } from '@muster/contract/work/board.doc';
import {
  archiveCard,
  assign,
  deleteCard,
  moveCards,
  restoreCard,
  setCardLabel,
  unassign,
} from '@muster/contract/work/board-cards';
import { useTranslation } from 'react-i18next';
import { toast, toastError } from '../../ui/toast.ts';
import { useBoard } from './BoardSession.ts';

/** What can be done to one card or many, each as one undo step, with a toast that takes it back where it hides cards. */
export function useCardActions() {
  const { t } = useTranslation('work');
  const { boardId, doc, store, selection, me, step } = useBoard();

  const each = (ids: readonly string[], act: (id: string, edit: Edit) => void) => {
    const edit = step();
    doc.transact(() => {
      for (const id of ids) act(id, edit);
    }, edit.origin);
  };
  const words = (ids: readonly string[]) => ({
    count: ids.length,
    title: store.card(ids[0] ?? '')?.title || t('untitled'),
  });
  const restore = (ids: readonly string[]) => each(ids, (id, edit) => restoreCard(doc, edit, id));
  /** The cursor goes to the next card that stays, so that the keyboard can go on from there. */
  const moveOn = (leaving: readonly string[]) => {
    const cursor = selection.cursor();
    if (cursor === null || !leaving.includes(cursor)) return;
    const cardIds = store.view(store.columnOf(cursor) ?? '').cardIds;
    const stays = (id: string) => !leaving.includes(id);
    const at = cardIds.indexOf(cursor);
    selection.moveCursor(cardIds.slice(at).find(stays) ?? cardIds.slice(0, at).findLast(stays) ?? null);
  };
  const putAway = (ids: readonly string[], message: string, act: (id: string, edit: Edit) => void) => {
    moveOn(ids);
    each(ids, act);
    selection.clear();
    toast(message, { action: { label: t('undo'), run: () => restore(ids) } });
  };

  return {
    archive: (ids: readonly string[]) =>
      putAway(ids, t('card.archived', words(ids)), (id, edit) => archiveCard(doc, edit, id)),
    remove: (ids: readonly string[]) =>
      putAway(ids, t('card.deleted', words(ids)), (id, edit) => deleteCard(doc, edit, id)),
    restore,
    move: (ids: readonly string[], columnId: string, afterCardId?: null) =>
      moveCards(doc, step(), ids, afterCardId === null ? { columnId, afterCardId } : { columnId }),
    assign: (ids: readonly string[], userId: string, on: boolean) =>
      each(ids, (id, edit) => (on ? assign(doc, edit, id, userId) : unassign(doc, edit, id, userId))),
    label: (ids: readonly string[], labelId: string, on: boolean) =>
      each(ids, (id, edit) => setCardLabel(doc, edit, id, labelId, on)),
    toggleMe: (ids: readonly string[]) => {
      const on = !ids.every((id) => store.card(id)?.assigneeIds.includes(me.id));
      each(ids, (id, edit) => (on ? assign(doc, edit, id, me.id) : unassign(doc, edit, id, me.id)));
    },
    copyLink: (id: string) => {
      const link = new URL(`/work/boards/${boardId}?card=${id}`, window.location.href).toString();
      navigator.clipboard.writeText(link).then(
        () => toast(t('card.linkCopied')),
        () => toastError(t('card.linkNotCopied')),
      );
    },
  };
}
