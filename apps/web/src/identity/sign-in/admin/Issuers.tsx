import type { OidcProvider } from '@muster/contract/identity/oidc';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../core/trpc.ts';
import { useProblemText } from '../../../core/use-problem-text.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { toast, toastError } from '../../../ui/toast.ts';
import { AdminPart } from './AdminPart.tsx';
import { IssuerDialog } from './IssuerDialog.tsx';

/** The issuers through which a company's people sign in. */
export function Issuers() {
  const { t } = useTranslation('security');
  const [open, setOpen] = useState<OidcProvider | 'new'>();
  const { data } = useQuery(trpc.identity.issuers.list.queryOptions());
  return (
    <AdminPart
      title={t('admin.issuers')}
      hint={t('admin.issuersHint')}
      action={
        <Button icon={<Plus />} onClick={() => setOpen('new')}>
          {t('admin.addIssuer')}
        </Button>
      }
    >
      <ul className="divide-y divide-line rounded-lg border border-line">
        {data?.length === 0 && <li className="px-4 py-3 text-ink-3">{t('admin.noIssuers')}</li>}
        {data?.map((issuer) => (
          <IssuerRow key={issuer.id} issuer={issuer} onChange={() => setOpen(issuer)} />
        ))}
      </ul>
      {open && <IssuerDialog issuer={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </AdminPart>
  );
}

function IssuerRow({ issuer, onChange }: { issuer: OidcProvider; onChange: () => void }) {
  const { t } = useTranslation('security');
  const [asking, setAsking] = useState(false);
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-3">
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {issuer.name}
          <Badge tone={issuer.enabled ? 'good' : 'neutral'}>
            {issuer.enabled ? t('admin.enabled') : t('admin.disabled')}
          </Badge>
        </p>
        <p className="truncate text-ink-3 text-xs" title={issuer.issuer}>
          {issuer.issuer}
        </p>
      </div>
      <Button size="small" onClick={onChange}>
        {t('admin.change')}
      </Button>
      <Button size="small" onClick={() => setAsking(true)}>
        {t('admin.remove')}
      </Button>
      {asking && <RemoveDialog issuer={issuer} onClose={() => setAsking(false)} />}
    </li>
  );
}

/** Cannot be undone, hence the question. */
function RemoveDialog({ issuer, onClose }: { issuer: OidcProvider; onClose: () => void }) {
  const { t } = useTranslation('security');
  const textOf = useProblemText();
  const queryClient = useQueryClient();
  const { id, name } = issuer;
  const remove = useMutation(
    trpc.identity.issuers.remove.mutationOptions({
      onSuccess: () => toast(t('admin.issuerRemoved', { name })),
      onError: (error) => toastError(textOf(error).message, { description: textOf(error).action }),
      onSettled: async () => {
        onClose();
        await queryClient.invalidateQueries({ queryKey: trpc.identity.issuers.list.queryKey() });
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('admin.removeTitle', { name })}
      footer={
        <>
          <Button onClick={onClose}>{t('admin.cancel')}</Button>
          <Button variant="danger" busy={remove.isPending} onClick={() => remove.mutate({ id })}>
            {t('admin.remove')}
          </Button>
        </>
      }
    >
      <p className="text-ink-2">{t('admin.removeLead')}</p>
    </Dialog>
  );
}
