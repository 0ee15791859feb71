import type { BoardDetails, TenantAccess } from '@muster/contract/work/boards';
import { Building2, Link2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay, useMe } from '../../core/use-me.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Select.tsx';
import { toast, toastError } from '../../ui/toast.ts';
import { useSetSharing } from '../use-board-commands.ts';
import { AddMember } from './AddMember.tsx';
import { MemberRow } from './MemberRow.tsx';

const levels: TenantAccess[] = ['none', 'viewer', 'editor'];

/** Who may see and edit a board: everyone in the company, and people by name. Each change takes effect at once. */
export function ShareDialog({ board, onClose }: { board: BoardDetails; onClose: () => void }) {
  const { t } = useTranslation('work');
  const mayShare = useMay('work:board:share') && board.access === 'owner';
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('share.title', { name: board.name })}
      size="medium"
      footer={<ShareFooter boardId={board.id} onClose={onClose} />}
    >
      {!mayShare && <p className="mb-3 rounded-md bg-sunken px-3 py-2 text-ink-2">{t('share.cannot')}</p>}
      <CompanyAccess board={board} mayShare={mayShare} />
      <h3 className="mt-5 mb-1 font-medium text-ink-2 text-xs">{t('share.members')}</h3>
      <ul>
        {board.members.map((member) => (
          <MemberRow key={member.userId} board={board} member={member} mayShare={mayShare} />
        ))}
      </ul>
      {mayShare && <AddMember board={board} />}
    </Dialog>
  );
}

function CompanyAccess({ board, mayShare }: { board: BoardDetails; mayShare: boolean }) {
  const { t } = useTranslation('work');
  const company = useMe().tenant.name;
  const setSharing = useSetSharing();
  const words = { none: t('access.none'), viewer: t('access.viewer'), editor: t('access.editor') };
  return (
    <div className="flex items-center gap-3 rounded-md border border-line px-3 py-2.5">
      <span aria-hidden className="flex size-8 shrink-0 items-center justify-center rounded-full bg-sunken text-ink-2">
        <Building2 className="size-4" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{t('share.company', { company })}</p>
        <p className="text-ink-3 text-xs">{t('share.companyHint')}</p>
      </div>
      <Select
        aria-label={t('share.company', { company })}
        value={board.tenantAccess}
        disabled={!mayShare || setSharing.isPending}
        onValueChange={(tenantAccess) => setSharing.mutate({ id: board.id, tenantAccess, version: board.version })}
        options={levels.map((value) => ({ value, label: words[value] }))}
        className="w-32! shrink-0"
      />
    </div>
  );
}

function ShareFooter({ boardId, onClose }: { boardId: string; onClose: () => void }) {
  const { t } = useTranslation('work');
  const copy = () => {
    const link = new URL(`/work/boards/${boardId}`, window.location.href).toString();
    navigator.clipboard.writeText(link).then(
      () => toast(t('card.linkCopied')),
      () => toastError(t('card.linkNotCopied')),
    );
  };
  return (
    <>
      <Button icon={<Link2 />} onClick={copy} className="mr-auto">
        {t('share.copy')}
      </Button>
      <Button variant="primary" onClick={onClose}>
        {t('share.done')}
      </Button>
    </>
  );
}
