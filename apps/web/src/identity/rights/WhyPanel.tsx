import { type Permission, permissions } from '@muster/contract/identity/permissions';
import type { Chain } from '@muster/contract/identity/rights/decide';
import { useQuery } from '@tanstack/react-query';
import { Check, ChevronRight, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../core/trpc.ts';
import { useFormat } from '../../core/use-format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Field } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import { usePermissionWords } from './use-permission-words.ts';

/** Whether a person can do something, and every way that leads there: group, role or grant, and how far it reaches. */
export function WhyPanel({ userId, name }: { userId: string; name: string }) {
  const { t } = useTranslation('rights');
  const words = usePermissionWords();
  const [permission, setPermission] = useState<Permission>('work:board:read');
  const { data } = useQuery(trpc.identity.rights.why.queryOptions({ userId, permission }));
  return (
    <>
      <Field label={t('why.question', { name })}>
        {({ id }) => (
          <Select
            id={id}
            value={permission}
            onValueChange={setPermission}
            options={permissions.map((value) => ({ value, label: words.permission(value) }))}
          />
        )}
      </Field>
      {data && (
        <div role="status" className="mt-4">
          <p className="mb-3 flex items-center gap-2 font-semibold text-base">
            {data.allowed ? (
              <Badge tone="good" icon={<Check aria-hidden />}>
                {t('why.yes')}
              </Badge>
            ) : (
              <Badge tone="bad" icon={<X aria-hidden />}>
                {t('why.no')}
              </Badge>
            )}
            <span className="font-normal text-ink-2 text-sm">
              {data.allowed && t('why.ways', { count: data.because.length })}
              {!data.allowed && (data.because.length > 0 ? t('why.tried') : t('why.noWay'))}
            </span>
          </p>
          <ol className="flex flex-col gap-2">
            {data.because.map((chain) => (
              <WhyChain key={JSON.stringify(chain)} chain={chain} />
            ))}
          </ol>
        </div>
      )}
    </>
  );
}

function WhyChain({ chain }: { chain: Chain }) {
  const { t } = useTranslation('rights');
  const words = usePermissionWords(chain.conditions);
  const format = useFormat();
  const steps = chain.via.map((via) => {
    if (via.kind === 'group') return via.name;
    if (via.kind === 'role') return t('why.role', via);
    return t('why.grant', via);
  });
  const { outcome } = chain;
  return (
    <li className="rounded-md border border-line px-3 py-2">
      <p className="flex flex-wrap items-center gap-x-1 gap-y-0.5">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a way are told apart by their place only.
          <span key={index} className="flex items-center gap-1">
            {index > 0 && <ChevronRight aria-hidden className="size-3.5 text-ink-3" />}
            <span className="font-medium">{step}</span>
          </span>
        ))}
      </p>
      <p className="mt-0.5 text-ink-3 text-xs">
        {[
          t('why.reaches', { scope: t(`scope.${chain.scope}`) }),
          ...chain.conditions.map(words.condition),
          ...(chain.expiresAt ? [t('why.until', { date: format.date(new Date(chain.expiresAt)) })] : []),
          ...(outcome === 'allows' ? [] : [t(`why.${outcome}`)]),
        ].join(' · ')}
      </p>
    </li>
  );
}
