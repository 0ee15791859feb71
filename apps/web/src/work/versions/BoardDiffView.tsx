import type { BoardDiff } from '@muster/contract/work/board-diff';
import { Equal, Minus, PencilLine, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ChangedCard } from './ChangedCard.tsx';

/** The differences between two versions, told as a list: columns, then cards added, deleted and changed. */
export function BoardDiffView({ diff }: { diff: BoardDiff }) {
  const { t } = useTranslation('work');
  const { columns, added, removed, changed } = diff;
  const columnCount = columns.added.length + columns.removed.length + columns.renamed.length;
  if (columnCount + added.length + removed.length + changed.length === 0) {
    return <EmptyState icon={<Equal />} title={t('versions.same')} />;
  }
  return (
    <div className="flex flex-col gap-6">
      {columnCount > 0 && <ColumnChanges columns={columns} />}
      {added.length > 0 && (
        <Group title={t('versions.added', { count: added.length })}>
          {added.map((card) => (
            <CardLine key={card.id} icon={<Plus className="text-good-text" />} card={card} />
          ))}
        </Group>
      )}
      {removed.length > 0 && (
        <Group title={t('versions.removed', { count: removed.length })}>
          {removed.map((card) => (
            <CardLine key={card.id} icon={<Minus className="text-bad-text" />} card={card} />
          ))}
        </Group>
      )}
      {changed.length > 0 && (
        <Group title={t('versions.changed', { count: changed.length })}>
          {changed.map((change) => (
            <ChangedCard key={change.id} change={change} />
          ))}
        </Group>
      )}
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h4 className="mb-1.5 font-semibold text-sm">{title}</h4>
      <ul className="flex flex-col gap-1">{children}</ul>
    </section>
  );
}

function ColumnChanges({ columns }: { columns: BoardDiff['columns'] }) {
  const { t } = useTranslation('work');
  return (
    <Group title={t('versions.columns')}>
      {columns.added.map((name) => (
        <Line key={`+${name}`} icon={<Plus className="text-good-text" />}>
          {t('versions.columnAdded', { name })}
        </Line>
      ))}
      {columns.removed.map((name) => (
        <Line key={`-${name}`} icon={<Minus className="text-bad-text" />}>
          {t('versions.columnRemoved', { name })}
        </Line>
      ))}
      {columns.renamed.map((names) => (
        <Line key={`${names.from}>${names.to}`} icon={<PencilLine className="text-ink-3" />}>
          {t('versions.columnRenamed', names)}
        </Line>
      ))}
    </Group>
  );
}

function CardLine({ icon, card }: { icon: ReactNode; card: BoardDiff['added'][number] }) {
  const { t } = useTranslation('work');
  return (
    <Line icon={icon}>
      {card.title || t('untitled')}
      <span className="ml-2 text-ink-3 text-xs">{card.column}</span>
    </Line>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex gap-2 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0">
      {icon}
      <span className="min-w-0 break-words">{children}</span>
    </li>
  );
}
