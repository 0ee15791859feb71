import { useMutation } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionEnded } from '../core/session-end.ts';
import { trpc } from '../core/trpc.ts';
import { useProblemText } from '../core/use-problem-text.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';

/** Cannot be undone from here, hence the one question. */
export function SignOutEverywhere() {
  const { t } = useTranslation('identity');
  const textOf = useProblemText();
  const [open, setOpen] = useState(false);
  const everywhere = useMutation(trpc.identity.signOutEverywhere.mutationOptions({ onSuccess: sessionEnded }));
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-3">
      <p className="text-ink-3">{t('settings.everywhereHint')}</p>
      <Button icon={<LogOut />} onClick={() => setOpen(true)}>
        {t('settings.everywhere')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('settings.everywhereConfirm')}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{t('settings.cancel')}</Button>
            <Button variant="danger" busy={everywhere.isPending} onClick={() => everywhere.mutate()}>
              {t('settings.everywhere')}
            </Button>
          </>
        }
      >
        <p className="text-ink-2">{t('settings.everywhereLead')}</p>
        {everywhere.error && (
          <p role="alert" className="mt-3 text-bad-text">
            {textOf(everywhere.error).message}
          </p>
        )}
      </Dialog>
    </div>
  );
}
