import { oidcProblems } from '@muster/contract/identity/oidc';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { safeReturnUrl } from '../../core/safe-return-url.ts';
import { trpc } from '../../core/trpc.ts';
import { useTitle } from '../../core/use-title.ts';
import { ChooseTenant } from './ChooseTenant.tsx';
import { DemoLogins } from './DemoLogins.tsx';
import { DoorAlert } from './DoorAlert.tsx';
import { DoorFrame } from './DoorFrame.tsx';
import { DoorHeading } from './DoorHeading.tsx';
import { OtherWays } from './OtherWays.tsx';
import { SignInForm } from './SignInForm.tsx';
import { type NextStep, useDoor } from './use-door.ts';
import { type Credentials, useSignIn } from './use-sign-in.ts';

const SecondFactorStep = lazy(async () => ({
  default: (await import('./steps/SecondFactorStep.tsx')).SecondFactorStep,
}));
const EnrolStep = lazy(async () => ({ default: (await import('./steps/EnrolStep.tsx')).EnrolStep }));
const SsoStep = lazy(async () => ({ default: (await import('./steps/SsoStep.tsx')).SsoStep }));

/** The door: who somebody is, what their company asks besides, then back to where they wanted to go. */
export function SignInScreen() {
  const { t } = useTranslation('identity');
  useTitle(t('signIn.submit'));
  return (
    <DoorFrame>
      <Door />
    </DoorFrame>
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
  const { returnTo } = useSearch({ from: '/sign-in' });
  const [asked, setAsked] = useState<Credentials>();
  const { step, proceed, restart } = useDoor(useReturn());
  const signIn = useSignIn(proceed);
  const submit = (credentials: Credentials) => {
    setAsked(credentials);
    signIn.mutate(credentials);
  };
  const back = () => {
    signIn.reset();
    restart();
  };
  if (step?.status === 'choose_tenant' && asked) {
    const choose = (tenantId: string) => submit({ ...asked, tenantId });
    return <ChooseTenant tenants={step.tenants} onChoose={choose} onBack={back} />;
  }
  if (step && step.status !== 'choose_tenant') return <Step step={step} onResult={proceed} onBack={back} />;
  return (
    <>
      <FirstHeading />
      <SignInForm onSubmit={submit} busy={signIn.isPending} error={signIn.error} attempt={signIn.submittedAt}>
        {(email) => <OtherWays email={email} returnTo={returnTo} onResult={proceed} />}
      </SignInForm>
      <Suspense>
        <Demo onChoose={submit} busy={signIn.isPending} />
      </Suspense>
    </>
  );
}

function FirstHeading() {
  const { t } = useTranslation('identity');
  const { t: say } = useTranslation('security');
  const { returnTo, problem: told } = useSearch({ from: '/sign-in' });
  const problem = oidcProblems.find((each) => each === told);
  return (
    <>
      <DoorHeading title={t('signIn.title')} lead={returnTo && !problem ? t('signIn.ended') : t('signIn.lead')} />
      {problem && (
        <div className="mb-4">
          <DoorAlert>{say(`door.problem.${problem}`)}</DoorAlert>
        </div>
      )}
    </>
  );
}

interface StepProps {
  step: Exclude<NextStep, { status: 'choose_tenant' }>;
  onResult: Parameters<typeof useSignIn>[0];
  onBack: () => void;
}

function Step({ step, onResult, onBack }: StepProps) {
  const { returnTo } = useSearch({ from: '/sign-in' });
  if (step.status === 'sso_required') {
    return <SsoStep providers={step.providers} returnTo={returnTo} onBack={onBack} />;
  }
  if (step.status === 'enrol_second_factor') {
    return <EnrolStep ticket={step.ticket} onResult={onResult} onBack={onBack} />;
  }
  return <SecondFactorStep ticket={step.ticket} factors={step.factors} onResult={onResult} onBack={onBack} />;
}

function Demo({ onChoose, busy }: { onChoose: (credentials: Credentials) => void; busy: boolean }) {
  const { data } = useSuspenseQuery({ ...trpc.identity.demoLogins.queryOptions(), retry: true });
  return data && data.length > 0 ? <DemoLogins logins={data} onChoose={onChoose} busy={busy} /> : null;
}
