import type { SignInProvider } from '@muster/contract/identity/sign-in';
import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { DoorHeading } from '../DoorHeading.tsx';
import { ProviderLink } from '../ProviderLink.tsx';

interface SsoStepProps {
  providers: readonly SignInProvider[];
  returnTo: string | undefined;
  onBack: () => void;
}

export function SsoStep({ providers, returnTo, onBack }: SsoStepProps) {
  const { t } = useTranslation('security');
  return (
    <>
      <DoorHeading title={t('door.ssoTitle')} lead={t('door.ssoLead')} takesFocus />
      <div className="flex flex-col gap-2">
        {providers.map((provider) => (
          <ProviderLink key={provider.id} provider={provider} returnTo={returnTo} />
        ))}
      </div>
      <Button variant="ghost" icon={<ArrowLeft />} onClick={onBack} className="mt-4 -ml-2">
        {t('door.back')}
      </Button>
    </>
  );
}
