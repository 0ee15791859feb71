import { Archive, ArrowRightLeft, Tag, Trash2, UserRound, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { DropdownMenu, MenuCheckboxItem, MenuItem } from '../../ui/DropdownMenu.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { labelColor } from '../../ui/LabelChip.tsx';
import { useBoard } from './BoardSession.ts';
import { useCardsChanging, useColumns, useLabels, useSelected } from './use-board.ts';
import { useCardActions } from './use-card-actions.ts';

/** Floats over the board while cards are selected. */
export function BulkBar() {
  const { t } = useTranslation('work');
  const { selection, store } = useBoard();
  const selected = [...useSelected()];
  const { archive, remove } = useCardActions();
  useCardsChanging(selected);
  // Others may have put some of them away meanwhile.
  const ids = selected.filter((id) => store.columnOf(id) !== null);
  if (ids.length === 0) return null;
  return (
    <div
      role="toolbar"
      aria-label={t('bulk.bar')}
      className="absolute bottom-4 left-1/2 z-30 flex max-w-[calc(100%-16px)] -translate-x-1/2 animate-rise items-center gap-1 overflow-x-auto rounded-lg bg-raised p-1.5 shadow-float"
    >
      <span className="whitespace-nowrap px-2 font-medium text-sm tabular-nums">
        {t('bulk.selected', { count: ids.length })}
      </span>
      <MoveMenu ids={ids} />
      <LabelMenu ids={ids} />
      <AssignMenu ids={ids} />
      <BarButton icon={<Archive />} label={t('bulk.archive')} onClick={() => archive(ids)} />
      <BarButton icon={<Trash2 />} label={t('bulk.delete')} onClick={() => remove(ids)} />
      <IconButton label={t('bulk.clear')} shortcut="escape" onClick={() => selection.clear()}>
        <X />
      </IconButton>
    </div>
  );
}

interface BarButtonProps {
  icon: ReactNode;
  label: string;
  onClick?: () => void;
}

function BarButton({ icon, label, ...rest }: BarButtonProps) {
  return (
    <Button variant="ghost" icon={icon} aria-label={label} {...rest}>
      <span className="max-sm:hidden">{label}</span>
    </Button>
  );
}

function MoveMenu({ ids }: { ids: string[] }) {
  const { t } = useTranslation('work');
  const { selection } = useBoard();
  const { move } = useCardActions();
  const moveTo = (columnId: string) => {
    move(ids, columnId);
    selection.clear();
  };
  return (
    <DropdownMenu side="top" trigger={<BarButton icon={<ArrowRightLeft />} label={t('bulk.move')} />}>
      {useColumns().map((column) => (
        <MenuItem key={column.id} onSelect={() => moveTo(column.id)}>
          {column.name}
        </MenuItem>
      ))}
    </DropdownMenu>
  );
}

function LabelMenu({ ids }: { ids: string[] }) {
  const { t } = useTranslation('work');
  const { store } = useBoard();
  const { label } = useCardActions();
  const labels = [...useLabels().values()];
  if (labels.length === 0) return null;
  return (
    <DropdownMenu side="top" trigger={<BarButton icon={<Tag />} label={t('bulk.label')} />}>
      {labels.map(({ id, name, color }) => (
        <MenuCheckboxItem
          key={id}
          icon={<span className="size-2.5 rounded-full" style={{ background: labelColor(color) }} />}
          checked={ids.every((cardId) => store.card(cardId)?.labelIds.includes(id))}
          onCheckedChange={(on) => label(ids, id, on)}
        >
          {name}
        </MenuCheckboxItem>
      ))}
    </DropdownMenu>
  );
}

function AssignMenu({ ids }: { ids: string[] }) {
  const { t } = useTranslation('work');
  const { store, people } = useBoard();
  const { assign } = useCardActions();
  return (
    <DropdownMenu side="top" trigger={<BarButton icon={<UserRound />} label={t('bulk.assign')} />}>
      {[...people.values()].map((person) => (
        <MenuCheckboxItem
          key={person.id}
          icon={<Avatar person={person} size={20} />}
          checked={ids.every((cardId) => store.card(cardId)?.assigneeIds.includes(person.id))}
          onCheckedChange={(on) => assign(ids, person.id, on)}
        >
          {person.name}
        </MenuCheckboxItem>
      ))}
    </DropdownMenu>
  );
}
