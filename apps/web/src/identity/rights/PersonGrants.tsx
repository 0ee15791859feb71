import type { GrantSummary } from '@muster/contract/identity/grants';
import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc, trpcClient } from '../../core/trpc.ts';
import { useFormat } from '../../core/use-format.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { GrantForm } from './GrantForm.tsx';
import { PeekSection } from './PeekSheet.tsx';
import { usePermissionWords } from './use-permission-words.ts';
import { useRun } from './use-run.ts';

/** A person's single permissions, each with its reason, its giver and its end. */
export function PersonGrants({ userId, editable }: { userId: string; editable: boolean }) {
  const { t } = useTranslation('rights');
  const [giving, setGiving] = useState(false);
  const grants = useQuery(trpc.identity.grants.list.queryOptions({ userId })).data ?? [];
  const action = editable && !giving && (
    <Button size="small" icon={<Plus />} onClick={() => setGiving(true)}>
      {t('rights.give')}
    </Button>
  );
  return (
    <PeekSection title={t('rights.grants')} action={action}>
      {giving && <GrantForm userId={userId} onClose={() => setGiving(false)} />}
      {grants.length === 0 && !giving && <p className="text-ink-3">{t('rights.noGrants')}</p>}
      <ul className="flex flex-col gap-2">
        {grants.map((grant) => (
          <Grant key={grant.id} grant={grant} editable={editable} />
        ))}
      </ul>
    </PeekSection>
  );
}

function Grant({ grant, editable }: { grant: GrantSummary; editable: boolean }) {
  const { t } = useTranslation('rights');
  const words = usePermissionWords(grant.conditions);
  const format = useFormat();
  const run = useRun();
  const permission = words.permission(grant.permission);
  const facts = [
    t(`scope.${grant.scope}`),
    ...grant.conditions.map(words.condition),
    grant.expiresAt ? t('why.until', { date: format.date(new Date(grant.expiresAt)) }) : t('rights.forever'),
    ...(grant.grantedBy ? [t('rights.by', { name: grant.grantedBy })] : []),
  ];
  const end = () => run(() => trpcClient.identity.grants.revoke.mutate({ id: grant.id }), t('rights.ended'));
  return (
    <li className="flex items-start gap-2 rounded-md border border-line px-3 py-2">
      <div className="min-w-0 flex-1 leading-tight">
        <p className="font-medium">{permission}</p>
        <p className="mt-0.5 text-ink-2">{grant.reason}</p>
        <p className="mt-0.5 text-ink-3 text-xs">{facts.join(' · ')}</p>
      </div>
      {editable && (
        <IconButton size="small" label={t('rights.end', { permission })} onClick={() => void end()}>
          <X />
        </IconButton>
      )}
    </li>
  );
}
