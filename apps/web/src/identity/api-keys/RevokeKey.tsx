import type { ApiKey } from '@muster/contract/identity/api-keys';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpcClient } from '../../core/trpc.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useRun } from '../rights/use-run.ts';

/** Ends a key. Nobody can take it back, so it asks. */
export function RevokeKey({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation('identity');
  const [asking, setAsking] = useState(false);
  const run = useRun();
  if (apiKey.revokedAt) return null;
  const revoke = async () => {
    if (await run(() => trpcClient.identity.apiKeys.revoke.mutate({ id: apiKey.id }), t('keys.revoked'))) {
      setAsking(false);
    }
  };
  return (
    <>
      <Button size="small" aria-label={t('keys.revokeOne', { name: apiKey.name })} onClick={() => setAsking(true)}>
        {t('keys.revoke')}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t('keys.revokeOne', { name: apiKey.name })}
        description={t('keys.revokeLead')}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t('keys.cancel')}</Button>
            <Button variant="danger" onClick={() => void revoke()}>
              {t('keys.revoke')}
            </Button>
          </>
        }
      />
    </>
  );
}
