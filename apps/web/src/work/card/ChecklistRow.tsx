import {
  moveChecklistItem,
  removeChecklistItem,
  setChecklistDone,
  setChecklistText,
} from '@muster/contract/work/board-checklist';
import type { BoardCard, ChecklistItem } from '@muster/contract/work/board-contents';
import { clsx } from 'clsx';
import { ArrowDown, ArrowUp, Ellipsis, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { DropdownMenu, MenuItem, MenuSeparator } from '../../ui/DropdownMenu.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useBoard } from '../board/BoardSession.ts';

interface ChecklistRowProps {
  card: BoardCard;
  item: ChecklistItem;
  index: number;
}

/** One entry: tick, text (edited in place, shared letter by letter), and what else can be done with it. */
export function ChecklistRow({ card, item, index }: ChecklistRowProps) {
  const { t } = useTranslation('work');
  const { doc, step, canEdit } = useBoard();
  return (
    <li className="group/item flex items-start gap-2 rounded-md px-2 py-1 hover:bg-hover pointer-coarse:items-center pointer-coarse:py-0">
      <Checkbox
        checked={item.done}
        disabled={!canEdit}
        aria-label={t('panel.tick', { text: item.text })}
        onCheckedChange={(done) => setChecklistDone(doc, step(), card.id, item.id, done)}
        className="-mt-0.5 pointer-coarse:-mt-1"
      />
      {canEdit ? <ItemText card={card} item={item} /> : <span className={textLook(item)}>{item.text}</span>}
      {canEdit && <ItemMenu card={card} item={item} index={index} />}
    </li>
  );
}

function textLook(item: ChecklistItem): string {
  return clsx('min-w-0 flex-1 break-words text-sm', item.done && 'text-ink-3 line-through');
}

function ItemText({ card, item }: { card: BoardCard; item: ChecklistItem }) {
  const { t } = useTranslation('work');
  const { doc, step, continued } = useBoard();
  const typed = useRef(false);
  const change = (text: string) => {
    setChecklistText(doc, typed.current ? continued() : step(), card.id, item.id, text.replace(/\n+/g, ' '));
    typed.current = true;
  };
  const leave = () => {
    typed.current = false;
    if (!item.text.trim()) removeChecklistItem(doc, step(), card.id, item.id);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    event.currentTarget.blur();
  };
  return (
    <textarea
      value={item.text}
      rows={1}
      aria-label={t('panel.itemText')}
      onChange={(event) => change(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={leave}
      className={clsx('field-sizing-content resize-none rounded-sm bg-transparent outline-offset-2', textLook(item))}
    />
  );
}

function ItemMenu({ card, item, index }: ChecklistRowProps) {
  const { t } = useTranslation('work');
  const { doc, step } = useBoard();
  const others = card.checklist.filter((each) => each.id !== item.id);
  const moveTo = (to: number) => moveChecklistItem(doc, step(), card.id, item.id, others[to - 1]?.id ?? null);
  return (
    <DropdownMenu
      align="end"
      trigger={
        <IconButton
          size="small"
          label={t('panel.moveItem', { text: item.text })}
          className="-my-1 opacity-0 pointer-coarse:my-0 focus-visible:opacity-100 group-hover/item:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
        >
          <Ellipsis />
        </IconButton>
      }
    >
      <MenuItem icon={<ArrowUp />} disabled={index === 0} onSelect={() => moveTo(index - 1)}>
        {t('panel.moveUp')}
      </MenuItem>
      <MenuItem icon={<ArrowDown />} disabled={index === others.length} onSelect={() => moveTo(index + 1)}>
        {t('panel.moveDown')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Trash2 />} danger onSelect={() => removeChecklistItem(doc, step(), card.id, item.id)}>
        {t('remove')}
      </MenuItem>
    </DropdownMenu>
  );
}
