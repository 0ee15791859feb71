import type { SignInProvider } from '@muster/contract/identity/sign-in';
import { LogIn } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';

interface ProviderLinkProps {
  provider: SignInProvider;
  returnTo: string | undefined;
}

/** Leaves for the issuer; it is no route of the app, so a plain link. */
export function ProviderLink({ provider, returnTo }: ProviderLinkProps) {
  const { t } = useTranslation('security');
  const query = returnTo ? `?${new URLSearchParams({ returnTo })}` : '';
  return (
    <Button asChild>
      <a href={`/auth/oidc/${provider.id}${query}`} title={provider.tenantName}>
        <LogIn aria-hidden />
        {t('door.provider', { name: provider.name })}
      </a>
    </Button>
  );
}
