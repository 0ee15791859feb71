import type { Invitation } from '@muster/contract/identity/invitations';
import { useMutation, usePrefetchQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Time } from '../../../core/Time.tsx';
import { trpc } from '../../../core/trpc.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { Button } from '../../../ui/Button.tsx';
import { toast } from '../../../ui/toast.ts';
import { AdminPart } from './AdminPart.tsx';
import { InviteDialog } from './InviteDialog.tsx';

/** Who is invited and has not come yet. */
export function Invitations() {
  const { t } = useTranslation('security');
  const [inviting, setInviting] = useState(false);
  const { data } = useQuery(trpc.identity.invitations.list.queryOptions());
  // The form asks for a role; its choices are here before it opens.
  usePrefetchQuery(trpc.identity.roles.list.queryOptions());
  return (
    <AdminPart
      title={t('invite.title')}
      hint={t('invite.hint')}
      action={
        <Button icon={<UserPlus />} onClick={() => setInviting(true)}>
          {t('invite.invite')}
        </Button>
      }
    >
      <ul className="divide-y divide-line rounded-lg border border-line">
        {data?.length === 0 && <li className="px-4 py-3 text-ink-3">{t('invite.none')}</li>}
        {data?.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} />
        ))}
      </ul>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </AdminPart>
  );
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation('security');
  const queryClient = useQueryClient();
  const { id, email, name, roles, expiresAt, state } = invitation;
  const revoke = useMutation(
    trpc.identity.invitations.revoke.mutationOptions({
      onSuccess: () => toast(t('invite.revoked', { email })),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.identity.invitations.list.queryKey() }),
    }),
  );
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-3">
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          <Badge tone={state === 'pending' ? 'live' : 'neutral'}>{t(`invite.${state}`)}</Badge>
        </p>
        <p className="flex flex-wrap gap-x-3 text-ink-3 text-xs">
          <span>{email}</span>
          <span>{roles.join(', ')}</span>
          <span>
            {t('invite.until')} <Time value={expiresAt} />
          </span>
        </p>
      </div>
      <Button size="small" busy={revoke.isPending} onClick={() => revoke.mutate({ id })}>
        {t('invite.revoke')}
      </Button>
    </li>
  );
}
