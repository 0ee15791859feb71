import {
  Archive,
  ArrowDownToLine,
  ArrowRightLeft,
  ArrowUpToLine,
  Link2,
  PencilLine,
  SquareArrowOutUpRight,
  Trash2,
  UserRound,
} from 'lucide-react';
import { Slot } from 'radix-ui';
import { type MouseEvent, type PointerEvent, type ReactElement, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ContextMenu, ContextMenuItem, ContextMenuSeparator, ContextMenuSub } from '../../ui/ContextMenu.tsx';
import { useBoard } from './BoardSession.ts';
import { useColumns } from './use-board.ts';
import { useOpenCard } from './use-board-search.ts';
import { useCardActions } from './use-card-actions.ts';

/** One context menu for all cards of the board, about the card under the pointer (or all selected ones, if it is one). */
export function CardMenu({ children }: { children: ReactElement }) {
  const { selection } = useBoard();
  const [ids, setIds] = useState<string[]>([]);
  const isTouched = useRef(false);
  const onContextMenu = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-card-id]') : null;
    const id = target?.dataset.cardId;
    // A long press is the finger's way to drag; the panel has these actions for it.
    if (!id || isTouched.current) return event.preventDefault();
    const selected = selection.selected();
    setIds(selected.has(id) ? [...selected] : [id]);
  };
  const onPointerDown = (event: PointerEvent) => {
    isTouched.current = event.pointerType === 'touch';
    if (isTouched.current) event.preventDefault();
  };
  return (
    <ContextMenu items={<CardMenuItems ids={ids} />}>
      <Slot.Root onContextMenu={onContextMenu} onPointerDown={onPointerDown}>
        {children}
      </Slot.Root>
    </ContextMenu>
  );
}

function CardMenuItems({ ids }: { ids: string[] }) {
  const { canEdit } = useBoard();
  const { t } = useTranslation('work');
  const { copyLink } = useCardActions();
  const openCard = useOpenCard();
  const [first] = ids;
  if (first === undefined) return null;
  const only = ids.length === 1;
  return (
    <>
      {only && (
        <ContextMenuItem icon={<SquareArrowOutUpRight />} shortcut="enter" onSelect={() => openCard(first)}>
          {t('card.open')}
        </ContextMenuItem>
      )}
      {only && (
        <ContextMenuItem icon={<Link2 />} onSelect={() => copyLink(first)}>
          {t('card.copyLink')}
        </ContextMenuItem>
      )}
      {canEdit && <EditItems ids={ids} />}
    </>
  );
}

function EditItems({ ids }: { ids: string[] }) {
  const { selection, store, me } = useBoard();
  const { t } = useTranslation('work');
  const { archive, remove, toggleMe } = useCardActions();
  const isMine = ids.every((id) => store.card(id)?.assigneeIds.includes(me.id));
  const [first] = ids;
  return (
    <>
      {ids.length === 1 && first !== undefined && (
        <ContextMenuItem icon={<PencilLine />} shortcut="e" onSelect={() => selection.edit(first)}>
          {t('card.editTitle')}
        </ContextMenuItem>
      )}
      <ContextMenuItem icon={<UserRound />} shortcut="m" onSelect={() => toggleMe(ids)}>
        {isMine ? t('card.unassignMe') : t('card.assignMe')}
      </ContextMenuItem>
      <MoveItems ids={ids} />
      <ContextMenuSeparator />
      <ContextMenuItem icon={<Archive />} shortcut="a" onSelect={() => archive(ids)}>
        {t('card.archive')}
      </ContextMenuItem>
      <ContextMenuItem icon={<Trash2 />} danger shortcut="backspace" onSelect={() => remove(ids)}>
        {t('delete')}
      </ContextMenuItem>
    </>
  );
}

function MoveItems({ ids }: { ids: string[] }) {
  const { store } = useBoard();
  const { t } = useTranslation('work');
  const { move } = useCardActions();
  const columns = useColumns();
  const here = store.columnOf(ids[0] ?? '');
  return (
    <>
      <ContextMenuSub label={t('card.moveTo')} icon={<ArrowRightLeft />}>
        {columns.map((column) => (
          <ContextMenuItem key={column.id} disabled={column.id === here} onSelect={() => move(ids, column.id)}>
            {column.name}
          </ContextMenuItem>
        ))}
      </ContextMenuSub>
      {here && (
        <>
          <ContextMenuItem icon={<ArrowUpToLine />} onSelect={() => move(ids, here, null)}>
            {t('card.moveTop')}
          </ContextMenuItem>
          <ContextMenuItem icon={<ArrowDownToLine />} onSelect={() => move(ids, here)}>
            {t('card.moveBottom')}
          </ContextMenuItem>
        </>
      )}
    </>
  );
}
