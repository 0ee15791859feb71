import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { safeReturnUrl } from '../../core/safe-return-url.ts';
import { trpc } from '../../core/trpc.ts';
import { useTitle } from '../../core/use-title.ts';
import { Mark } from '../../ui/Mark.tsx';
import { LanguageSwitch } from '../LanguageSwitch.tsx';
import { ChooseTenant } from './ChooseTenant.tsx';
import { DemoLogins } from './DemoLogins.tsx';
import { SignInForm } from './SignInForm.tsx';
import { type Credentials, useSignIn } from './use-sign-in.ts';

const SignInScene = lazy(async () => ({ default: (await import('./SignInScene.tsx')).SignInScene }));

/** The door: credentials, then the company when there are several, then back to where the person wanted to go. */
export function SignInScreen() {
  const { t } = useTranslation('identity');
  useTitle(t('signIn.submit'));
  return (
    <main className="grid h-dvh bg-surface lg:grid-cols-[minmax(440px,1fr)_minmax(0,1.25fr)]">
      <div className="flex min-h-0 flex-col overflow-y-auto px-6 py-6 sm:px-12">
        <header className="flex items-center justify-between">
          <span className="flex items-center gap-2 font-semibold text-base">
            <Mark size={26} />
            Muster
          </span>
          <LanguageSwitch />
        </header>
        <div className="m-auto w-full max-w-[380px] py-10">
          <Door />
        </div>
      </div>
      <div className="hidden min-h-0 lg:block">
        <Suspense>
          <SignInScene />
        </Suspense>
      </div>
    </main>
  );
}

function useReturn(): () => Promise<void> {
  const { returnTo } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const router = useRouter();
  return async () => {
    await navigate({ href: safeReturnUrl(returnTo, window.location.origin), replace: true });
    await router.invalidate();
  };
}

function Door() {
  const { t } = useTranslation('identity');
  const { returnTo } = useSearch({ from: '/sign-in' });
  const [asked, setAsked] = useState<Credentials>();
  const signIn = useSignIn(useReturn());
  const submit = (credentials: Credentials) => {
    setAsked(credentials);
    signIn.mutate(credentials);
  };
  const answer = signIn.data;
  if (answer?.status === 'choose_tenant' && asked) {
    return (
      <ChooseTenant
        tenants={answer.tenants}
        onChoose={(tenantId) => submit({ ...asked, tenantId })}
        onBack={signIn.reset}
      />
    );
  }
  return (
    <>
      <h1 className="font-semibold text-xl tracking-tight">{t('signIn.title')}</h1>
      <p className="mt-1 mb-6 text-ink-3">{returnTo ? t('signIn.ended') : t('signIn.lead')}</p>
      <SignInForm onSubmit={submit} busy={signIn.isPending} error={signIn.error} attempt={signIn.submittedAt} />
      <Suspense>
        <Demo onChoose={submit} busy={signIn.isPending} />
      </Suspense>
    </>
  );
}

function Demo({ onChoose, busy }: { onChoose: (credentials: Credentials) => void; busy: boolean }) {
  const { data } = useSuspenseQuery({ ...trpc.identity.demoLogins.queryOptions(), retry: true });
  return data && data.length > 0 ? <DemoLogins logins={data} onChoose={onChoose} busy={busy} /> : null;
}
