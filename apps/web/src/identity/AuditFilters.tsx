import { useNavigate, useSearch } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { Select } from '../ui/Select.tsx';
import { auditEntities, useAuditWords } from './use-audit-words.ts';

const everything = 'all';

export function AuditFilters() {
  const { t, entity: nameOf } = useAuditWords();
  const { entity, actor, actorName } = useSearch({ from: '/shell/admin/audit' });
  const navigate = useNavigate({ from: '/admin/audit' });
  const choose = (chosen: string) =>
    void navigate({
      search: (before) => ({ ...before, entry: undefined, entity: chosen === everything ? undefined : chosen }),
      replace: true,
    });
  const anybody = () =>
    void navigate({ search: (before) => ({ ...before, actor: undefined, actorName: undefined }), replace: true });
  return (
    <>
      <Select
        aria-label={t('audit.entity')}
        value={entity ?? everything}
        onValueChange={choose}
        options={[
          { value: everything, label: t('audit.allEntities') },
          ...auditEntities.map((value) => ({ value, label: nameOf(value) })),
        ]}
        className="w-48!"
      />
      {actor && (
        <button
          type="button"
          aria-label={t('audit.removeActor')}
          onClick={anybody}
          className="flex h-control items-center gap-1.5 rounded-md bg-accent-soft px-2.5 font-medium text-accent-text text-xs hover:bg-pressed"
        >
          {t('audit.onlyActor', { name: actorName ?? actor })}
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </>
  );
}
