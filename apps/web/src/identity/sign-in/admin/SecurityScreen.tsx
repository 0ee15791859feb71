import { useTranslation } from 'react-i18next';
import { useMay } from '../../../core/use-me.ts';
import { useTitle } from '../../../core/use-title.ts';
import { Invitations } from './Invitations.tsx';
import { Issuers } from './Issuers.tsx';
import { KeyRotationPart } from './KeyRotationPart.tsx';
import { PolicyPart } from './PolicyPart.tsx';

/** How a company's people get in: rules, issuers, invitations. */
export function SecurityScreen() {
  const { t } = useTranslation('security');
  useTitle(t('admin.title'));
  const maySecure = useMay('identity:security:manage');
  const mayInvite = useMay('identity:user:manage');
  return (
    <main className="h-full overflow-y-auto px-gutter py-6">
      <h1 className="font-semibold text-xl tracking-tight">{t('admin.title')}</h1>
      <div className="mt-6 flex max-w-3xl flex-col gap-10">
        {maySecure && <PolicyPart />}
        {maySecure && <Issuers />}
        {mayInvite && <Invitations />}
        {maySecure && <KeyRotationPart />}
      </div>
    </main>
  );
}
