import type { ActingOperator } from '@muster/contract/identity/acting-operator';
import { Headset } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { beginAnew, followOtherTabs } from '../../core/operator-browser.ts';
import { useNow } from '../../core/Time.tsx';
import { trpcClient } from '../../core/trpc.ts';
import { Button } from '../../ui/Button.tsx';
import { useRun } from '../rights/use-run.ts';
import { ActAsDialog } from './ActAsDialog.tsx';

interface OperatorBannerProps {
  operator: ActingOperator;
  tenantName: string;
}

/** On every page while an operator is behind it; it goes when they do, and in no other way. */
export function OperatorBanner({ operator, tenantName }: OperatorBannerProps) {
  const { t } = useTranslation('operator');
  const [choosing, setChoosing] = useState(false);
  const run = useRun();
  useEffect(followOtherTabs, []);
  const { impersonation } = operator;
  const { reason, endsAt } = impersonation ?? operator;
  const leave = () =>
    run(async () => {
      await trpcClient.identity.operator.leave.mutate();
      beginAnew('/operator');
    });
  const endActing = () =>
    run(async () => {
      await trpcClient.identity.operator.resume.mutate();
      beginAnew('/');
    });
  return (
    <aside
      aria-label={t('banner.label')}
      className="flex min-h-11 shrink-0 items-center gap-x-3 max-sm:text-xs border-line border-b bg-warn-soft px-gutter py-1.5 text-warn-text"
    >
      <Headset aria-hidden className="size-4 shrink-0 max-sm:hidden" />
      <p className="min-w-0 flex-1">
        <Sentence operator={operator} tenantName={tenantName} />
        <span className="max-sm:hidden"> · </span>
        <span title={reason} className="max-sm:block max-sm:truncate">
          {reason}
        </span>
        <span className="max-sm:hidden"> · </span>
        <Remaining endsAt={endsAt} />
      </p>
      <span className="flex gap-2">
        {!impersonation && (
          <Button size="small" onClick={() => setChoosing(true)}>
            {t('banner.act')}
          </Button>
        )}
        <Button size="small" onClick={() => void (impersonation ? endActing() : leave())}>
          {impersonation ? t('banner.end') : t('banner.leave')}
        </Button>
      </span>
      {choosing && <ActAsDialog onClose={() => setChoosing(false)} />}
    </aside>
  );
}

function Sentence({ operator, tenantName }: Pick<OperatorBannerProps, 'operator' | 'tenantName'>) {
  const { t } = useTranslation('operator');
  const components = { b: <b className="font-semibold" /> };
  const { name, impersonation } = operator;
  return impersonation ? (
    <Trans
      t={t}
      i18nKey="banner.acting"
      values={{ operator: name, person: impersonation.userName }}
      components={components}
    />
  ) : (
    <Trans t={t} i18nKey="banner.looking" values={{ operator: name, tenant: tenantName }} components={components} />
  );
}

function Remaining({ endsAt }: { endsAt: string }) {
  const { t } = useTranslation('operator');
  const now = useNow();
  const minutes = Math.max(0, Math.ceil((Date.parse(endsAt) - now.getTime()) / 60_000));
  return <span className="whitespace-nowrap tabular-nums">{t('banner.ends', { count: minutes })}</span>;
}
