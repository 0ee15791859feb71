import type { SignInWays } from '@muster/contract/identity/totp';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../core/trpc.ts';
import { useFormat } from '../../../core/use-format.ts';
import { useProblemText } from '../../../core/use-problem-text.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { toast, toastError } from '../../../ui/toast.ts';
import { RecoveryCodes } from '../RecoveryCodes.tsx';
import { TotpSetup } from '../TotpSetup.tsx';
import { SettingRow } from './SettingRow.tsx';

/** The authenticator app: set up, take away, new recovery codes. */
export function TotpRow({ ways }: { ways: SignInWays }) {
  const { t } = useTranslation('security');
  const format = useFormat();
  const [codes, setCodes] = useState<readonly string[]>();
  const { totp } = ways;
  return (
    <SettingRow
      title={t('ways.totp')}
      badge={ways.secondFactorRequired && <Badge tone="accent">{t('ways.required')}</Badge>}
      hint={
        totp
          ? t('ways.totpOn', { date: format.exact(new Date(totp.confirmedAt)), codes: ways.recoveryCodesLeft })
          : t('ways.totpOff')
      }
      actions={totp ? <ForConfirmed onCodes={setCodes} /> : <SetUp onCodes={setCodes} />}
    >
      {codes && (
        <Dialog
          open
          onOpenChange={() => setCodes(undefined)}
          title={t('ways.codesTitle')}
          footer={
            <Button variant="primary" onClick={() => setCodes(undefined)}>
              {t('ways.done')}
            </Button>
          }
        >
          <RecoveryCodes codes={codes} />
        </Dialog>
      )}
    </SettingRow>
  );
}

interface CodesProps {
  onCodes: (codes: readonly string[]) => void;
}

function useRefresh(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: trpc.identity.signInWays.queryKey() });
}

function useShowProblem(): (error: unknown) => void {
  const textOf = useProblemText();
  return (error) => {
    const { message, action } = textOf(error);
    toastError(message, { description: action });
  };
}

function SetUp({ onCodes }: CodesProps) {
  const { t } = useTranslation('security');
  const refresh = useRefresh();
  const onError = useShowProblem();
  const begin = useMutation(trpc.identity.totp.begin.mutationOptions({ onError }));
  const confirm = useMutation(
    trpc.identity.totp.confirm.mutationOptions({
      onSuccess: async ({ recoveryCodes }) => {
        begin.reset();
        onCodes(recoveryCodes);
        toast(t('ways.totpWasSet'));
        await refresh();
      },
    }),
  );
  return (
    <>
      <Button busy={begin.isPending} onClick={() => begin.mutate()}>
        {t('ways.setUp')}
      </Button>
      {begin.data && (
        <Dialog open onOpenChange={() => begin.reset()} title={t('ways.totp')}>
          <TotpSetup
            enrolment={begin.data}
            busy={confirm.isPending}
            wrong={confirm.isError}
            onCode={(code) => confirm.mutate({ code })}
          />
        </Dialog>
      )}
    </>
  );
}

function ForConfirmed({ onCodes }: CodesProps) {
  const { t } = useTranslation('security');
  const refresh = useRefresh();
  const onError = useShowProblem();
  const remove = useMutation(
    trpc.identity.totp.remove.mutationOptions({
      onError,
      onSuccess: async () => {
        toast(t('ways.totpWasRemoved'));
        await refresh();
      },
    }),
  );
  const renew = useMutation(
    trpc.identity.totp.renewRecoveryCodes.mutationOptions({
      onError,
      onSuccess: async ({ recoveryCodes }) => {
        onCodes(recoveryCodes);
        await refresh();
      },
    }),
  );
  return (
    <>
      <Button busy={renew.isPending} onClick={() => renew.mutate()}>
        {t('ways.newCodes')}
      </Button>
      <Button busy={remove.isPending} onClick={() => remove.mutate()}>
        {t('ways.remove')}
      </Button>
    </>
  );
}
