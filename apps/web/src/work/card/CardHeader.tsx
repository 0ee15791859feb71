import type { BoardCard } from '@muster/contract/work/board-contents';
import { Archive, ChevronDown, Ellipsis, Link2, Trash2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { AvatarStack } from '../../ui/AvatarStack.tsx';
import { Button } from '../../ui/Button.tsx';
import { DropdownMenu, MenuChoice, MenuItem, MenuSeparator } from '../../ui/DropdownMenu.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { SheetClose } from '../../ui/Sheet.tsx';
import { useBoard } from '../board/BoardSession.ts';
import { useColumns, useVisitors } from '../board/use-board.ts';
import { useCardActions } from '../board/use-card-actions.ts';

/** Where the card is, who else has it open, and what can be done with it. */
export function CardHeader({ card, onClose }: { card: BoardCard; onClose: () => void }) {
  const { t } = useTranslation('work');
  const { copyLink } = useCardActions();
  const openBy = useVisitors(card.id).filter((visitor) => visitor.doing === 'open');
  const people = [...new Map(openBy.map(({ person }) => [person.id, person])).values()];
  return (
    <div className="flex h-12 shrink-0 items-center gap-1 border-line border-b pr-2 pl-5 max-sm:pl-3">
      <ColumnChoice card={card} />
      <span className="flex-1" />
      {people.length > 0 && <AvatarStack people={people} size={24} label={t('panel.here')} className="mr-2" />}
      <IconButton label={t('card.copyLink')} onClick={() => copyLink(card.id)}>
        <Link2 />
      </IconButton>
      <CardActions card={card} onClose={onClose} />
      <SheetClose asChild>
        <IconButton label={t('panel.close')} shortcut="escape">
          <X />
        </IconButton>
      </SheetClose>
    </div>
  );
}

function ColumnChoice({ card }: { card: BoardCard }) {
  const { t } = useTranslation('work');
  const { store, canEdit } = useBoard();
  const { move } = useCardActions();
  const columns = useColumns();
  const here = store.columnOf(card.id) ?? '';
  const name = columns.find((column) => column.id === here)?.name;
  if (!canEdit || !name) return <span className="truncate text-ink-2">{name}</span>;
  return (
    <DropdownMenu
      trigger={
        <Button
          variant="ghost"
          size="small"
          className="-ml-2 min-w-0 shrink!"
          aria-label={`${t('panel.column')}: ${name}`}
        >
          <span className="truncate">{name}</span>
          <ChevronDown />
        </Button>
      }
    >
      <MenuChoice
        label={t('card.moveTo')}
        value={here}
        onValueChange={(columnId) => move([card.id], columnId)}
        options={columns.map((column) => ({ value: column.id, label: column.name }))}
      />
    </DropdownMenu>
  );
}

function CardActions({ card, onClose }: { card: BoardCard; onClose: () => void }) {
  const { t } = useTranslation('work');
  const { canEdit } = useBoard();
  const { archive, remove, toggleMe, move } = useCardActions();
  const { store, me } = useBoard();
  if (!canEdit || card.deletedAt || card.archivedAt) return null;
  const columnId = store.columnOf(card.id);
  const leaving = (act: (ids: string[]) => void) => () => {
    onClose();
    act([card.id]);
  };
  return (
    <DropdownMenu
      align="end"
      trigger={
        <IconButton label={t('more')}>
          <Ellipsis />
        </IconButton>
      }
    >
      <MenuItem onSelect={() => toggleMe([card.id])}>
        {card.assigneeIds.includes(me.id) ? t('card.unassignMe') : t('card.assignMe')}
      </MenuItem>
      {columnId && <MenuItem onSelect={() => move([card.id], columnId, null)}>{t('card.moveTop')}</MenuItem>}
      {columnId && <MenuItem onSelect={() => move([card.id], columnId)}>{t('card.moveBottom')}</MenuItem>}
      <MenuSeparator />
      <MenuItem icon={<Archive />} onSelect={leaving(archive)}>
        {t('card.archive')}
      </MenuItem>
      <MenuItem icon={<Trash2 />} danger onSelect={leaving(remove)}>
        {t('delete')}
      </MenuItem>
    </DropdownMenu>
  );
}
