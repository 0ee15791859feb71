import type { InvitationPreview } from '@muster/contract/identity/invitations';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../core/problem.ts';
import { trpc, trpcClient } from '../../core/trpc.ts';
import { useTitle } from '../../core/use-title.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { DoorFrame } from './DoorFrame.tsx';
import { DoorHeading } from './DoorHeading.tsx';
import { isLongEnough, NewPasswordField } from './NewPasswordField.tsx';
import { SignInProblem } from './SignInProblem.tsx';
import { EnrolStep } from './steps/EnrolStep.tsx';
import { SsoStep } from './steps/SsoStep.tsx';
import { useDoor } from './use-door.ts';
import { useLinkToken } from './use-link-token.ts';

/** Behind the link of an invitation: the new person's name and password. */
export function AcceptInvitationScreen() {
  useTitle('Muster');
  return (
    <DoorFrame>
      <Invitation />
    </DoorFrame>
  );
}

function Invitation() {
  const { t } = useTranslation('security');
  const token = useLinkToken();
  const preview = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => trpcClient.identity.invitations.preview.mutate({ token }),
    meta: { signsIn: true },
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (preview.data) return <Accept token={token} invitation={preview.data} />;
  if (!preview.error) return null;
  const over = ['not_found', 'invalid_input'].includes(problemOf(preview.error).code);
  return over ? (
    <DoorHeading title={t('invitation.over')} lead={t('invitation.overHint')} takesFocus />
  ) : (
    <SignInProblem error={preview.error} />
  );
}

function Accept({ token, invitation }: { token: string; invitation: InvitationPreview }) {
  const { t } = useTranslation('security');
  const navigate = useNavigate();
  const { step, proceed, restart } = useDoor(() => navigate({ to: '/', replace: true }));
  const [name, setName] = useState(invitation.name);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const accept = useMutation(
    trpc.identity.invitations.accept.mutationOptions({ meta: { signsIn: true }, onSuccess: proceed }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() && isLongEnough(password)) accept.mutate({ token, name, password });
  };
  const back = () => {
    restart();
    void navigate({ to: '/sign-in' });
  };
  if (step?.status === 'enrol_second_factor')
    return <EnrolStep ticket={step.ticket} onResult={proceed} onBack={back} />;
  if (step?.status === 'sso_required') return <SsoStep providers={step.providers} returnTo="/" onBack={back} />;
  const tenant = invitation.tenantName;
  return (
    <>
      <DoorHeading
        title={t('invitation.title', { tenant })}
        lead={t('invitation.lead', { inviter: invitation.invitedBy })}
      />
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('invitation.email')}>
          {(control) => <Input {...control} type="email" autoComplete="username" readOnly value={invitation.email} />}
        </Field>
        <Field label={t('invitation.name')} error={tried && !name.trim() ? t('invitation.nameMissing') : undefined}>
          {(control) => (
            <Input {...control} autoComplete="name" value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <NewPasswordField
          label={t('invitation.password')}
          value={password}
          onValueChange={setPassword}
          tried={tried}
          error={accept.error}
        />
        {accept.error && problemOf(accept.error).code !== 'invalid_input' && (
          <SignInProblem key={accept.submittedAt} error={accept.error} />
        )}
        <Button type="submit" variant="primary" busy={accept.isPending}>
          {t('invitation.submit', { tenant })}
        </Button>
      </form>
    </>
  );
}
