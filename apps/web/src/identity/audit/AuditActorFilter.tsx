import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { UserRound, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '../../core/PersonAvatar.tsx';
import { trpc } from '../../core/trpc.ts';
import { useMay } from '../../core/use-me.ts';
import { Button } from '../../ui/Button.tsx';
import { Input } from '../../ui/Input.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { useAuditSearch } from './use-audit-search.ts';

/** Whose entries are shown: everybody's, or those of one person. */
export function AuditActorFilter() {
  const { t } = useTranslation('identity');
  const { search, change } = useAuditSearch();
  const maySearch = useMay('identity:user:read');
  if (!search.actor) return maySearch ? <ActorPicker /> : null;
  return (
    <button
      type="button"
      aria-label={t('audit.removeActor')}
      onClick={() => change({ actor: undefined, actorName: undefined })}
      className="flex h-control items-center gap-1.5 rounded-md bg-accent-soft px-2.5 font-medium text-accent-text text-xs hover:bg-pressed"
    >
      {t('audit.onlyActor', { name: search.actorName ?? search.actor })}
      <X aria-hidden className="size-3.5" />
    </button>
  );
}

function ActorPicker() {
  const { t } = useTranslation('identity');
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  return (
    <Popover
      label={t('audit.who')}
      open={open}
      onOpenChange={setOpen}
      className="w-72"
      trigger={<Button icon={<UserRound aria-hidden />}>{t('audit.anybody')}</Button>}
    >
      <Input
        type="text"
        role="searchbox"
        aria-label={t('audit.searchPeople')}
        placeholder={t('audit.searchPeople')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="mb-1 w-full"
      />
      <FoundPeople search={typed} />
    </Popover>
  );
}

function FoundPeople({ search }: { search: string }) {
  const { t } = useTranslation('identity');
  const { change } = useAuditSearch();
  const { data } = useQuery({
    ...trpc.identity.users.list.queryOptions({ limit: 20, search: search || undefined }),
    placeholderData: keepPreviousData,
  });
  if (data?.items.length === 0) return <p className="px-2 py-1.5 text-ink-3">{t('audit.nobody')}</p>;
  return (
    <ul className="max-h-72 overflow-y-auto">
      {data?.items.map(({ id, name }) => (
        <li key={id}>
          <button
            type="button"
            onClick={() => change({ actor: id, actorName: name })}
            className="flex min-h-control w-full items-center gap-2 rounded-md px-2 text-left hover:bg-hover"
          >
            <PersonAvatar id={id} name={name} size={20} />
            <span className="truncate">{name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
