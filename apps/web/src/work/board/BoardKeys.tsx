import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../core/use-shortcut.ts';
import { useBoard } from './BoardSession.ts';
import { useBoardOrder } from './use-board-order.ts';
import { useOpenCard } from './use-board-search.ts';
import { useCardActions } from './use-card-actions.ts';
import { useCursorMoves } from './use-cursor-moves.ts';

interface BoardKeysProps {
  onCompose: (columnId: string) => void;
  onPickUp: () => void;
}

/** The board's keys; they work wherever the focus is, except in text fields and dialogs. */
export function BoardKeys({ onCompose, onPickUp }: BoardKeysProps) {
  useButtonsKeepTheirKeys();
  return (
    <>
      <MovingKeys />
      <CardKeys />
      <EditingKeys onCompose={onCompose} onPickUp={onPickUp} />
    </>
  );
}

/** Enter and Space on a button or link belong to it; only on a card, or nowhere, do they belong to the board. */
function useButtonsKeepTheirKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      const control =
        event.target instanceof Element ? event.target.closest('button, a, [role=checkbox], summary') : null;
      if (control) event.stopPropagation();
    };
    // The shortcuts listen on the window, one step above.
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function useKey(keys: string, label: string, run: () => void, enabled = true): void {
  const { t } = useTranslation('work');
  useShortcut({ keys, label, group: t('shortcut.group'), enabled }, run);
}

function MovingKeys() {
  const { t } = useTranslation('work');
  const move = useCursorMoves();
  useKey('j', t('shortcut.down'), () => move('down'));
  useKey('k', t('shortcut.up'), () => move('up'));
  useKey('h', t('shortcut.left'), () => move('left'));
  useKey('l', t('shortcut.right'), () => move('right'));
  useKey('arrowdown', t('shortcut.down'), () => move('down'));
  useKey('arrowup', t('shortcut.up'), () => move('up'));
  useKey('arrowleft', t('shortcut.left'), () => move('left'));
  useKey('arrowright', t('shortcut.right'), () => move('right'));
  return null;
}

/** The cards that a key acts on: the selected ones, else the one with the cursor. */
function useActedOn(): () => string[] {
  const { selection, store } = useBoard();
  return () => {
    const selected = [...selection.selected()];
    const cursor = selection.cursor();
    return (selected.length > 0 || cursor === null ? selected : [cursor]).filter((id) => store.columnOf(id) !== null);
  };
}

function CardKeys() {
  const { t } = useTranslation('work');
  const { selection, canEdit } = useBoard();
  const openCard = useOpenCard();
  const actions = useCardActions();
  const actedOn = useActedOn();
  const withCards = (act: (ids: string[]) => void) => () => {
    const ids = actedOn();
    if (ids.length > 0) act(ids);
  };
  const withCursor = (act: (id: string) => void) => () => {
    const id = selection.cursor();
    if (id !== null) act(id);
  };
  useKey('enter', t('shortcut.open'), withCursor(openCard));
  useKey(
    'x',
    t('shortcut.select'),
    withCursor((id) => selection.toggle(id)),
    canEdit,
  );
  useKey(
    'e',
    t('shortcut.edit'),
    withCursor((id) => selection.edit(id)),
    canEdit,
  );
  useKey('m', t('shortcut.assignMe'), withCards(actions.toggleMe), canEdit);
  useKey('a', t('shortcut.archive'), withCards(actions.archive), canEdit);
  useKey('backspace', t('shortcut.delete'), withCards(actions.remove), canEdit);
  useKey('delete', t('shortcut.delete'), withCards(actions.remove), canEdit);
  useKey('escape', t('shortcut.clear'), () => selection.clear());
  return null;
}

function EditingKeys({ onCompose, onPickUp }: BoardKeysProps) {
  const { t } = useTranslation('work');
  const { store, selection, undo, canEdit } = useBoard();
  const order = useBoardOrder();
  const compose = () => {
    const column = store.columnOf(selection.cursor() ?? '') ?? order.columnIds[0];
    if (column) onCompose(column);
  };
  useKey('space', t('shortcut.pickUp'), onPickUp, canEdit);
  useKey('c', t('shortcut.create'), compose, canEdit);
  useKey('mod+z', t('undo'), () => undo.undo(), canEdit);
  useKey('mod+shift+z', t('redo'), () => undo.redo(), canEdit);
  useKey('mod+y', t('redo'), () => undo.redo(), canEdit);
  return null;
}
