import { setDue } from '@muster/contract/work/board-cards';
import type { BoardCard } from '@muster/contract/work/board-contents';
import { CalendarDays, Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { LabelChip } from '../../ui/LabelChip.tsx';
import { useBoard } from '../board/BoardSession.ts';
import { DueBadge } from '../board/DueBadge.tsx';
import { useLabels } from '../board/use-board.ts';
import { AssigneePicker } from './AssigneePicker.tsx';
import { LabelPicker } from './LabelPicker.tsx';

/** Assignees, labels and due date. */
export function CardProperties({ card }: { card: BoardCard }) {
  const { t } = useTranslation('work');
  return (
    <dl className="mt-4 grid grid-cols-[96px_1fr] items-center gap-x-3 gap-y-1.5">
      <Property name={t('panel.assignees')}>
        <Assignees card={card} />
      </Property>
      <Property name={t('panel.labels')}>
        <Labels card={card} />
      </Property>
      <Property name={t('panel.due')}>
        <Due card={card} />
      </Property>
    </dl>
  );
}

function Property({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3 text-xs">{name}</dt>
      <dd className="flex min-h-control min-w-0 flex-wrap items-center gap-1.5">{children}</dd>
    </>
  );
}

function AddButton({ label, isEmpty, empty, ...rest }: { label: string; isEmpty: boolean; empty: string }) {
  if (!isEmpty) {
    return (
      <IconButton size="small" label={label} {...rest}>
        <Plus />
      </IconButton>
    );
  }
  return (
    <Button variant="ghost" size="small" className="-ml-2 text-ink-3!" aria-label={label} {...rest}>
      {empty}
    </Button>
  );
}

function Assignees({ card }: { card: BoardCard }) {
  const { t } = useTranslation('work');
  const { people, canEdit } = useBoard();
  const assignees = card.assigneeIds.map((id) => people.get(id) ?? { id, name: t('unknownPerson') });
  const isEmpty = assignees.length === 0;
  return (
    <>
      {assignees.map((person) => (
        <span key={person.id} className="inline-flex min-w-0 items-center gap-1.5 pr-1.5">
          <Avatar person={person} size={20} />
          <span className="truncate">{person.name}</span>
        </span>
      ))}
      {canEdit ? (
        <AssigneePicker
          card={card}
          trigger={<AddButton label={t('panel.assign')} isEmpty={isEmpty} empty={t('panel.assign')} />}
        />
      ) : (
        isEmpty && <span className="text-ink-3">{t('panel.nobody')}</span>
      )}
    </>
  );
}

function Labels({ card }: { card: BoardCard }) {
  const { t } = useTranslation('work');
  const { canEdit } = useBoard();
  const labels = useLabels();
  const shown = card.labelIds.flatMap((id) => labels.get(id) ?? []);
  const isEmpty = shown.length === 0;
  return (
    <>
      {shown.map((label) => (
        <LabelChip key={label.id} color={label.color}>
          {label.name}
        </LabelChip>
      ))}
      {canEdit ? (
        <LabelPicker
          card={card}
          trigger={<AddButton label={t('panel.addLabels')} isEmpty={isEmpty} empty={t('panel.addLabels')} />}
        />
      ) : (
        isEmpty && <span className="text-ink-3">{t('panel.noLabels')}</span>
      )}
    </>
  );
}

/** The browser's own date field does what a calendar must, in every language and on every phone. */
function Due({ card }: { card: BoardCard }) {
  const { t } = useTranslation('work');
  const { doc, step, canEdit } = useBoard();
  const badge = card.dueAt && <DueBadge due={card.dueAt} />;
  if (!canEdit) return badge || <span className="text-ink-3">{t('filter.none')}</span>;
  return (
    <>
      {badge}
      <label className="relative inline-flex h-control-small items-center gap-1.5 rounded-md px-2 text-ink-3 text-xs transition-colors focus-within:outline-2 focus-within:outline-accent hover:bg-hover first:-ml-2">
        <CalendarDays aria-hidden className="size-4" />
        {!card.dueAt && t('panel.setDue')}
        <input
          type="date"
          aria-label={t('panel.setDue')}
          value={card.dueAt ?? ''}
          max="9999-12-31"
          onChange={(event) => setDue(doc, step(), card.id, event.target.value || null)}
          onClick={(event) => event.currentTarget.showPicker?.()}
          className="absolute inset-0 cursor-pointer opacity-0"
        />
      </label>
      {card.dueAt && (
        <IconButton size="small" label={t('panel.clearDue')} onClick={() => setDue(doc, step(), card.id, null)}>
          <X />
        </IconButton>
      )}
    </>
  );
}
