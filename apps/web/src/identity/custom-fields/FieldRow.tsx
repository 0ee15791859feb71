import { useDraggable, useDroppable } from '@dnd-kit/core';
import type { CustomField } from '@muster/contract/identity/custom-fields/definition';
import { clsx } from 'clsx';
import { Archive, Ellipsis, GripVertical, Pencil } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/Badge.tsx';
import { DropdownMenu, MenuItem } from '../../ui/DropdownMenu.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { typeIcons } from './type-icons.ts';
import { useFieldCommands } from './use-field-commands.ts';

interface FieldRowProps {
  field: CustomField;
  /** What is dragged would land here. */
  isTarget: boolean;
  mayManage: boolean;
  onOpen: () => void;
  /** Moves it by so many places. */
  onStep: (by: number) => void;
}

export function FieldRow({ field, isTarget, mayManage, onOpen, onStep }: FieldRowProps) {
  const drag = useDraggable({ id: field.id, disabled: !mayManage });
  const drop = useDroppable({ id: field.id });
  const offset = drag.transform ? { transform: `translateY(${drag.transform.y.toString()}px)` } : undefined;
  return (
    <li
      ref={drop.setNodeRef}
      className={clsx('relative', isTarget && !drag.isDragging && 'bg-accent-soft')}
      aria-current={isTarget || undefined}
    >
      <div
        ref={drag.setNodeRef}
        style={offset}
        className={clsx(
          'flex min-h-row items-center gap-2 rounded-lg py-1.5 pr-2 pl-1.5',
          drag.isDragging ? 'relative z-10 bg-raised shadow-float' : 'hover:bg-hover',
        )}
      >
        {mayManage && <Handle field={field} onStep={onStep} listeners={drag.listeners} />}
        <Summary field={field} onOpen={mayManage ? onOpen : undefined} />
        <Marks field={field} />
        {mayManage && <RowMenu field={field} onOpen={onOpen} />}
      </div>
    </li>
  );
}

interface HandleProps extends Pick<FieldRowProps, 'field' | 'onStep'> {
  listeners: ReturnType<typeof useDraggable>['listeners'];
}

function Handle({ field, onStep, listeners }: HandleProps) {
  const { t } = useTranslation('fields');
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    onStep(by);
  };
  return (
    <button
      type="button"
      {...listeners}
      onKeyDown={onKeyDown}
      aria-label={t('move', { label: field.label })}
      className="relative z-[1] flex size-control-small shrink-0 cursor-grab touch-none items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
    >
      <GripVertical aria-hidden className="size-4" />
    </button>
  );
}

function Summary({ field, onOpen }: { field: CustomField; onOpen: (() => void) | undefined }) {
  const { t } = useTranslation('fields');
  const Icon = typeIcons[field.type];
  const text = (
    <>
      <span className="block truncate font-medium" title={field.label}>
        {field.label}
      </span>
      <span className="flex items-center gap-1.5 text-ink-3 text-xs">
        <Icon aria-hidden className="size-3.5 shrink-0" />
        <span className="shrink-0">{t(`type.${field.type}`)}</span>
        <span className="truncate font-mono max-sm:hidden" title={field.key}>
          {field.key}
        </span>
      </span>
    </>
  );
  if (!onOpen) return <div className="min-w-0 flex-1 pl-2">{text}</div>;
  return (
    <button
      type="button"
      onClick={onOpen}
      className="min-w-0 flex-1 text-left outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
    >
      {text}
    </button>
  );
}

function Marks({ field }: { field: CustomField }) {
  const { t } = useTranslation('fields');
  return (
    <span className="flex shrink-0 flex-wrap justify-end gap-1 max-sm:max-w-24">
      {field.required && <Badge tone="accent">{t('required')}</Badge>}
      {field.indexed && (
        <Badge tone={field.indexReady ? 'neutral' : 'live'}>{t(field.indexReady ? 'indexed' : 'indexing')}</Badge>
      )}
    </span>
  );
}

function RowMenu({ field, onOpen }: Pick<FieldRowProps, 'field' | 'onOpen'>) {
  const { t } = useTranslation('fields');
  const { archive } = useFieldCommands();
  return (
    <span className="relative z-[1]">
      <DropdownMenu
        align="end"
        trigger={
          <IconButton size="small" label={t('menu', { label: field.label })}>
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil />} onSelect={onOpen}>
          {t('edit', { label: field.label })}
        </MenuItem>
        <MenuItem icon={<Archive />} onSelect={() => archive(field)}>
          {t('archive')}
        </MenuItem>
      </DropdownMenu>
    </span>
  );
}
