import { apiKeyLimits } from '@muster/contract/identity/api-keys';
import type { Permission } from '@muster/contract/identity/permissions';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpcClient } from '../../core/trpc.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useSubmission } from '../rights/use-submission.ts';
import { type KeyDraft, KeyFields } from './KeyFields.tsx';
import { MadeKey } from './MadeKey.tsx';

const blank: KeyDraft = {
  name: '',
  scopes: new Set<Permission>(),
  days: '90',
  requestsPerMinute: apiKeyLimits.requestsPerMinute.usual.toString(),
};

/** Makes a key, then shows it the one time that it can be seen. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('identity');
  const { run, busy } = useSubmission();
  const [draft, setDraft] = useState(blank);
  const [made, setMade] = useState<string | null>(null);
  const make = async () => {
    await run(async () => setMade((await trpcClient.identity.apiKeys.create.mutate(inputOf(draft))).key));
  };
  const ready = draft.name.trim() !== '' && draft.scopes.size > 0 && Number(draft.requestsPerMinute) >= 1;
  const footer = made ? (
    <Button variant="primary" onClick={onClose}>
      {t('keys.done')}
    </Button>
  ) : (
    <>
      <Button onClick={onClose}>{t('keys.cancel')}</Button>
      <Button variant="primary" busy={busy} disabled={!ready} onClick={() => void make()}>
        {t('keys.make')}
      </Button>
    </>
  );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('keys.new')} size="medium" footer={footer}>
      {made ? <MadeKey value={made} /> : <KeyFields draft={draft} onDraft={setDraft} />}
    </Dialog>
  );
}

function inputOf({ name, scopes, days, requestsPerMinute }: KeyDraft) {
  return { name, scopes: [...scopes], days: Number(days), requestsPerMinute: Number(requestsPerMinute) };
}
