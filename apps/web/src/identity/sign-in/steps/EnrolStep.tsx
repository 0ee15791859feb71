import type { SignInResult } from '@muster/contract/identity/sign-in';
import { useMutation } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../core/trpc.ts';
import { Button } from '../../../ui/Button.tsx';
import { DoorAlert } from '../DoorAlert.tsx';
import { DoorHeading } from '../DoorHeading.tsx';
import { RecoveryCodes } from '../RecoveryCodes.tsx';
import { TotpSetup } from '../TotpSetup.tsx';

interface EnrolStepProps {
  ticket: string;
  onResult: (result: SignInResult) => Promise<void>;
  onBack: () => void;
}

/** Where the company asks for a second factor and the person has none: it is set up before they are in. */
export function EnrolStep({ ticket, onResult, onBack }: EnrolStepProps) {
  const { t } = useTranslation('security');
  const meta = { signsIn: true };
  const begin = useMutation(trpc.identity.secondFactor.beginEnrolment.mutationOptions({ meta }));
  const finish = useMutation(trpc.identity.secondFactor.finishEnrolment.mutationOptions({ meta }));
  const [started, setStarted] = useState(false);
  useEffect(() => {
    if (started) return;
    setStarted(true);
    begin.mutate({ ticket });
  }, [begin, started, ticket]);
  if (finish.data) {
    const { result, recoveryCodes } = finish.data;
    return (
      <>
        <DoorHeading title={t('door.codesTitle')} lead="" takesFocus />
        <RecoveryCodes codes={recoveryCodes} />
        <Button variant="primary" className="mt-4 w-full" onClick={() => void onResult(result)}>
          {t('door.codesDone')}
        </Button>
      </>
    );
  }
  return (
    <>
      <DoorHeading title={t('door.enrolTitle')} lead={t('door.enrolLead')} takesFocus />
      {begin.error && <DoorAlert>{t('door.ticketOver')}</DoorAlert>}
      {begin.data && (
        <TotpSetup
          enrolment={begin.data}
          busy={finish.isPending}
          wrong={finish.isError}
          onCode={(code) => finish.mutate({ ticket, code })}
        />
      )}
      <Button variant="ghost" icon={<ArrowLeft />} onClick={onBack} className="mt-4 -ml-2">
        {t('door.back')}
      </Button>
    </>
  );
}
