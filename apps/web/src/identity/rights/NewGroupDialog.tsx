import type { GroupSummary } from '@muster/contract/identity/groups';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpcClient } from '../../core/trpc.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { GroupFields } from './GroupFields.tsx';
import { useSubmission } from './use-submission.ts';

interface NewGroupDialogProps {
  groups: readonly GroupSummary[];
  onClose: () => void;
  onCreated: (id: string) => void;
}

/** Makes a group; its roles and members are chosen in its panel, which opens then. */
export function NewGroupDialog({ groups, onClose, onCreated }: NewGroupDialogProps) {
  const { t } = useTranslation('rights');
  const { run, busy } = useSubmission();
  const [value, setValue] = useState({ name: '', description: '', parentId: null as string | null });
  const create = async () => {
    const made = { id: '' };
    const work = async () => Object.assign(made, await trpcClient.identity.groups.create.mutate(value));
    if (!(await run(work, t('groups.created', value)))) return;
    onClose();
    onCreated(made.id);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('groups.new')}
      footer={
        <>
          <Button onClick={onClose}>{t('groups.cancel')}</Button>
          <Button variant="primary" busy={busy} disabled={value.name.trim() === ''} onClick={() => void create()}>
            {t('groups.create')}
          </Button>
        </>
      }
    >
      <GroupFields
        value={value}
        groups={groups}
        disabled={false}
        onChange={(change) => setValue({ ...value, ...change })}
      />
    </Dialog>
  );
}
