import type { Column } from '../core/list/column.ts';
import { PersonAvatar } from '../core/PersonAvatar.tsx';
import { Time } from '../core/Time.tsx';
import { useIsNarrow } from '../ui/use-phone.ts';
import { fieldChanges, valueText } from './audit-diff.ts';
import type { AuditEntry } from './list-rows.ts';
import { OperatorBehind } from './operator/OperatorBehind.tsx';
import { useAuditWords } from './use-audit-words.ts';

export function useAuditColumns(): Column<AuditEntry>[] {
  const { t } = useAuditWords();
  return [
    { key: 'who', header: t('audit.who'), width: 'minmax(0, 1.3fr)', cell: (entry) => <Who entry={entry} /> },
    {
      key: 'what',
      header: t('audit.what'),
      width: 'minmax(0, 1.2fr)',
      phoneHidden: true,
      cell: (entry) => <What entry={entry} />,
    },
    {
      key: 'changes',
      header: t('audit.changes'),
      width: 'minmax(0, 2fr)',
      phoneHidden: true,
      cell: (entry) => <Changes entry={entry} />,
    },
    {
      key: 'when',
      header: t('audit.when'),
      width: '96px',
      align: 'end',
      cell: ({ at }) => <Time value={at} className="text-ink-3 text-xs" />,
    },
  ];
}

function Who({ entry }: { entry: AuditEntry }) {
  const narrow = useIsNarrow();
  return (
    <span className="flex items-center gap-2.5">
      <PersonAvatar id={entry.actorId} name={entry.actorName} size={24} />
      <span className="min-w-0">
        <span className="block truncate" title={entry.actorName}>
          {entry.actorName}
        </span>
        {narrow && <What entry={entry} />}
        <OperatorBehind entry={entry} className="block truncate text-warn-text text-xs" />
      </span>
    </span>
  );
}

function What({ entry }: { entry: AuditEntry }) {
  const { entity, action } = useAuditWords();
  return (
    <span className="block truncate max-md:text-ink-2 max-md:text-xs">
      {entity(entry.entity)} <span className="text-ink-3">{action(entry.action)}</span>
    </span>
  );
}

function Changes({ entry }: { entry: AuditEntry }) {
  const { t, field } = useAuditWords();
  const changes = fieldChanges(entry.before, entry.after);
  const only = changes.length === 1 ? changes[0] : undefined;
  if (only && entry.before && entry.after) {
    return (
      <span className="block truncate text-ink-3">
        {field(only.field)}: <s>{valueText(only.before) ?? t('audit.nothing')}</s>{' '}
        <span className="text-ink-2">{valueText(only.after) ?? t('audit.nothing')}</span>
      </span>
    );
  }
  return <span className="block truncate text-ink-3">{changes.map((change) => field(change.field)).join(', ')}</span>;
}
