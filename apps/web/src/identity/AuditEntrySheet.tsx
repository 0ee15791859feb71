import { Link } from '@tanstack/react-router';
import { Filter, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { PersonAvatar } from '../core/PersonAvatar.tsx';
import { useFormat } from '../core/use-format.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { AuditDiff } from './AuditDiff.tsx';
import type { AuditEntry } from './list-rows.ts';
import { OperatorBehind } from './operator/OperatorBehind.tsx';
import { useAuditWords } from './use-audit-words.ts';

/** One entry of the audit log: the whole of what it knows. */
export function AuditEntrySheet({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const { t, entity, action } = useAuditWords();
  const format = useFormat();
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('audit.details')}
      mode="panel"
      className="sm:w-[min(560px,92vw)]!"
    >
      <div className="flex items-start gap-3 border-line border-b px-5 py-3.5">
        <PersonAvatar id={entry.actorId} name={entry.actorName} size={32} />
        <div className="min-w-0 flex-1">
          <p className="font-semibold text-base">{entry.actorName}</p>
          <OperatorBehind entry={entry} className="font-medium text-warn-text" />
          <p className="text-ink-3">
            {entity(entry.entity)} {action(entry.action)} · {format.exact(new Date(entry.at))}
          </p>
        </div>
        <IconButton label={t('audit.close')} size="small" onClick={onClose}>
          <X />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">
        <AuditDiff before={entry.before} after={entry.after} />
        <dl className="mt-5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-xs">
          <Fact term={t('audit.id')}>{entry.entityId}</Fact>
          {entry.version !== null && <Fact term={t('audit.version')}>{entry.version}</Fact>}
          {entry.requestId && <Fact term={t('audit.request')}>{entry.requestId}</Fact>}
        </dl>
        {entry.actorId && (
          <Button asChild size="small" className="mt-5">
            <Link to="/admin/audit" search={{ actor: entry.actorId, actorName: entry.actorName }}>
              <Filter aria-hidden />
              {t('audit.filterActor')}
            </Link>
          </Button>
        )}
        {entry.operatorId && (
          <Button asChild size="small" className="mt-2">
            <Link to="/admin/audit" search={{ operator: entry.operatorId }}>
              <Filter aria-hidden />
              {t('audit.filterOperator')}
            </Link>
          </Button>
        )}
      </div>
    </Sheet>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{term}</dt>
      <dd className="break-all font-mono text-ink-2">{children}</dd>
    </>
  );
}
