import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../core/trpc.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { PasskeysRow } from './PasskeysRow.tsx';
import { PasswordRow } from './PasswordRow.tsx';
import { SettingRow } from './SettingRow.tsx';
import { TotpRow } from './TotpRow.tsx';

/** How a person signs in, and what protects their account. */
export function SignInWays() {
  const { t } = useTranslation('security');
  const id = useId();
  const { data: ways } = useQuery(trpc.identity.signInWays.queryOptions());
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="font-semibold text-base">
        {t('ways.title')}
      </h2>
      <p className="mb-3 text-ink-3">{t('ways.hint')}</p>
      {ways ? (
        <ul className="divide-y divide-line rounded-lg border border-line">
          <PasskeysRow />
          <TotpRow ways={ways} />
          {ways.hasPassword && <PasswordRow />}
          {ways.issuers.length > 0 && (
            <SettingRow
              title={t('ways.issuers')}
              hint={ways.issuers.map(({ name, email }) => `${name} (${email})`).join(', ')}
            />
          )}
        </ul>
      ) : (
        <Skeleton className="h-48 rounded-lg" />
      )}
    </section>
  );
}
