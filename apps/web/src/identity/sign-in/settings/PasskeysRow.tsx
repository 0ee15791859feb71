import { deviceOf } from '@muster/contract/identity/device-name';
import type { Passkey } from '@muster/contract/identity/passkey';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Time } from '../../../core/Time.tsx';
import { trpc, trpcClient } from '../../../core/trpc.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { Button } from '../../../ui/Button.tsx';
import { toast, toastError } from '../../../ui/toast.ts';
import { makePasskey } from '../webauthn.ts';
import { PasskeyNameDialog } from './PasskeyNameDialog.tsx';
import { SettingRow } from './SettingRow.tsx';

function useRefresh(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: trpc.identity.passkeys.list.queryKey() });
}

/** The person's passkeys: add, rename, remove. */
export function PasskeysRow() {
  const { t } = useTranslation('security');
  const { data: passkeys } = useQuery(trpc.identity.passkeys.list.queryOptions());
  return (
    <SettingRow title={t('ways.passkeys')} hint={t('ways.passkeysHint')} actions={<AddPasskey />}>
      {passkeys && passkeys.length > 0 && (
        <ul aria-label={t('ways.passkeys')} className="mt-2 divide-y divide-line border-line border-t">
          {passkeys.map((passkey) => (
            <PasskeyItem key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
    </SettingRow>
  );
}

async function register(name: string): Promise<string> {
  const { ticket, options } = await trpcClient.identity.passkeys.beginRegistration.mutate();
  const credential = await makePasskey(options);
  await trpcClient.identity.passkeys.register.mutate({ ticket, name, credential });
  return name;
}

function AddPasskey() {
  const { t } = useTranslation('security');
  const refresh = useRefresh();
  const [naming, setNaming] = useState(false);
  const { browser, system } = deviceOf(navigator.userAgent);
  const add = useMutation({
    mutationFn: register,
    onSuccess: async (name) => {
      setNaming(false);
      toast(t('ways.passkeyAdded', { name }));
      await refresh();
    },
    onError: () => toastError(t('ways.passkeyRefused')),
  });
  return (
    <>
      <Button onClick={() => setNaming(true)}>{t('ways.addPasskey')}</Button>
      {naming && (
        <PasskeyNameDialog
          title={t('ways.addPasskey')}
          initial={[browser, system].filter(Boolean).join(', ')}
          submit={t('ways.addPasskey')}
          busy={add.isPending}
          onSubmit={(name) => add.mutate(name)}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  );
}

function PasskeyItem({ passkey }: { passkey: Passkey }) {
  const { t } = useTranslation('security');
  const refresh = useRefresh();
  const [renaming, setRenaming] = useState(false);
  const onSettled = refresh;
  const rename = useMutation(
    trpc.identity.passkeys.rename.mutationOptions({ onSettled, onSuccess: () => setRenaming(false) }),
  );
  const remove = useMutation(
    trpc.identity.passkeys.remove.mutationOptions({
      onSettled,
      onSuccess: () => toast(t('ways.passkeyRemoved', { name: passkey.name })),
    }),
  );
  return (
    <li className="flex flex-wrap items-center gap-3 py-2">
      <KeyRound aria-hidden className="size-4 shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {passkey.name}
          <Badge>{passkey.backedUp ? t('ways.backedUp') : t('ways.onDevice')}</Badge>
        </p>
        <p className="flex flex-wrap gap-x-3 text-ink-3 text-xs">
          <span>
            {t('ways.added')} <Time value={passkey.createdAt} />
          </span>
          <span>
            {passkey.lastUsedAt ? (
              <>
                {t('ways.used')} <Time value={passkey.lastUsedAt} />
              </>
            ) : (
              t('ways.neverUsed')
            )}
          </span>
        </p>
      </div>
      <Button size="small" onClick={() => setRenaming(true)}>
        {t('ways.rename')}
      </Button>
      <Button size="small" busy={remove.isPending} onClick={() => remove.mutate({ id: passkey.id })}>
        {t('ways.remove')}
      </Button>
      {renaming && (
        <PasskeyNameDialog
          title={t('ways.renameTitle')}
          initial={passkey.name}
          submit={t('ways.save')}
          busy={rename.isPending}
          onSubmit={(name) => rename.mutate({ id: passkey.id, name })}
          onClose={() => setRenaming(false)}
        />
      )}
    </li>
  );
}
