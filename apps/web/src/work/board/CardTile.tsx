import { useDraggable } from '@dnd-kit/core';
import type { BoardCard } from '@muster/contract/work/board-contents';
import { clsx } from 'clsx';
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { CURSOR, EDITING, SELECTED } from '../store/Selection.ts';
import { useBoard } from './BoardSession.ts';
import { CardFace } from './CardFace.tsx';
import { CardTitleEditor } from './CardTitleEditor.tsx';
import { useCard, useCardFlags, useIsDragged, useVisitors } from './use-board.ts';
import { useOpenCard } from './use-board-search.ts';
import { ringOf, VisitorMarks } from './VisitorMarks.tsx';

interface CardTileProps {
  cardId: string;
  columnId: string;
  /** Where Tab enters the column while the cursor is elsewhere. */
  isFirst: boolean;
}

/** A card on the board, with everything a hand can do to it. */
export function CardTile({ cardId, columnId, isFirst }: CardTileProps) {
  const card = useCard(cardId);
  return card && <Tile card={card} columnId={columnId} isFirst={isFirst} />;
}

function Tile({ card, columnId, isFirst }: { card: BoardCard; columnId: string; isFirst: boolean }) {
  const { selection, canEdit } = useBoard();
  const { t } = useTranslation('work');
  const flags = useCardFlags(card.id);
  const visitors = useVisitors(card.id);
  const isDragged = useIsDragged(card.id);
  const isEditing = Boolean(flags & EDITING) && canEdit;
  const isSelected = Boolean(flags & SELECTED);
  const draggable = useDraggable({ id: `card:${card.id}`, disabled: !canEdit || isEditing });
  const handlers = useTileHandlers(card, columnId, Boolean(flags & CURSOR), isEditing);
  const isTaken = visitors.some((visitor) => visitor.doing === 'drag');
  const ring = ringOf(visitors);
  const finishEditing = (byKeyboard: boolean) => {
    selection.edit(null);
    if (byKeyboard) handlers.ref.current?.focus({ preventScroll: true });
  };
  return (
    <div className="group/card relative">
      <div
        {...draggable.listeners}
        {...handlers.events}
        ref={(element) => {
          draggable.setNodeRef(element);
          handlers.ref.current = element;
        }}
        data-card-id={card.id}
        {...(!isEditing && { role: 'button', 'aria-roledescription': t('card.kind'), 'aria-pressed': isSelected })}
        tabIndex={flags & CURSOR || isFirst ? 0 : -1}
        style={ring ? { boxShadow: ring } : undefined}
        className={clsx(
          'touch-manipulation select-none rounded-md border px-3 py-2.5 text-left text-ink shadow-low transition-[border-color,opacity]',
          isSelected
            ? 'border-accent bg-accent-soft'
            : 'border-line bg-surface hover:border-line-strong dark:bg-raised',
          (isDragged || isTaken) && 'border-dashed opacity-45',
        )}
      >
        <CardFace
          card={card}
          titleEditor={isEditing && <CardTitleEditor cardId={card.id} title={card.title} onDone={finishEditing} />}
        />
      </div>
      {canEdit && <SelectBox card={card} isSelected={isSelected} />}
      {visitors.length > 0 && <VisitorMarks visitors={visitors} />}
    </div>
  );
}

function SelectBox({ card, isSelected }: { card: BoardCard; isSelected: boolean }) {
  const { selection } = useBoard();
  const { t } = useTranslation('work');
  return (
    <Checkbox
      checked={isSelected}
      onCheckedChange={() => selection.toggle(card.id)}
      aria-label={t('card.select', { title: card.title || t('untitled') })}
      className={clsx(
        'absolute! -top-1.5 -right-1.5 z-10 pointer-coarse:hidden',
        !isSelected && 'opacity-0 focus-visible:opacity-100 group-hover/card:opacity-100',
      )}
    />
  );
}

/** Focus, click, keys and pointer of one tile. */
function useTileHandlers(card: BoardCard, columnId: string, hasCursor: boolean, isEditing: boolean) {
  const { selection, presence, store } = useBoard();
  const openCard = useOpenCard();
  const ref = useRef<HTMLDivElement | null>(null);
  useEffect(() => {
    if (hasCursor && mayTakeFocus()) ref.current?.focus({ preventScroll: true });
  }, [hasCursor]);

  const onClick = (event: MouseEvent) => {
    if (isEditing) return;
    selection.moveCursor(card.id);
    if (event.shiftKey) selection.selectTo(card.id, store.view(columnId).cardIds);
    else if (event.metaKey || event.ctrlKey || selection.isSelecting()) selection.toggle(card.id);
    else openCard(card.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isEditing || event.defaultPrevented || event.key !== 'Enter') return;
    event.preventDefault();
    openCard(card.id);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (event.pointerType !== 'mouse') return;
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    presence.tell({ pointer: { cardId: card.id, x, y } });
  };
  const onFocus = () => {
    selection.moveCursor(card.id);
    presence.tell({ focus: card.id });
  };
  const events = {
    onClick,
    onKeyDown,
    onFocus,
    onPointerMove,
    onPointerLeave: () => presence.tell({ pointer: null }),
    onBlur: () => presence.tell({ focus: null }),
  };
  return { ref, events };
}

/** The cursor takes the focus along only while it is on the board: typing elsewhere is never interrupted. */
function mayTakeFocus(): boolean {
  const active = document.activeElement;
  if (active?.matches('input, textarea, [contenteditable=true]')) return false;
  return active === document.body || Boolean(active?.closest('[data-board-area]'));
}
