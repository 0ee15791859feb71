import type { GroupSummary } from '@muster/contract/identity/groups';
import { Eye, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpcClient } from '../../core/trpc.ts';
import { useMay } from '../../core/use-me.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { GroupFields } from './GroupFields.tsx';
import { GroupMembers } from './GroupMembers.tsx';
import { groupsAbove } from './group-tree.ts';
import { PeekSection, PeekSheet } from './PeekSheet.tsx';
import { PreviewDialog } from './PreviewDialog.tsx';
import { RoleChecks } from './RoleChecks.tsx';
import { useRun } from './use-run.ts';

interface GroupSheetProps {
  group: GroupSummary;
  groups: readonly GroupSummary[];
  onClose: () => void;
}

/** One group: its name and place, its roles and those it inherits, its members. */
export function GroupSheet({ group, groups, onClose }: GroupSheetProps) {
  const { t } = useTranslation('rights');
  const run = useRun();
  const mayManage = useMay('identity:group:manage');
  const held = { ...group, roleIds: group.roles.map(({ id }) => id) };
  const [draft, setDraft] = useState({
    name: held.name,
    description: held.description,
    parentId: held.parentId,
    roleIds: held.roleIds,
  });
  const [previewing, setPreviewing] = useState(false);
  const { id, version, name, description, parentId, roleIds, members } = held;
  const before = { name, description, parentId, roleIds };
  const changed = JSON.stringify(before) !== JSON.stringify(draft);
  const save = () =>
    run(() => trpcClient.identity.groups.update.mutate({ id, version, ...draft }), t('groups.saved', draft), {
      label: t('groups.undo'),
      run: () => trpcClient.identity.groups.update.mutate({ id, version: version + 1, ...before }),
    });
  const remove = async () => {
    let memberIds: string[] = [];
    const again = () => trpcClient.identity.groups.create.mutate({ id, ...before, memberIds });
    const work = async () => {
      ({ memberIds } = await trpcClient.identity.groups.delete.mutate({ id, version }));
    };
    if (await run(work, t('groups.deleted', held), { label: t('groups.undo'), run: again })) onClose();
  };
  const inherited = groupsAbove(groups, id).flatMap((above) => above.roles.map((role) => ({ role, above })));
  return (
    <PeekSheet title={group.name} subtitle={t('groups.members', { count: members })} onClose={onClose}>
      <GroupFields
        value={draft}
        groups={groups.filter((each) => each.id !== id)}
        disabled={!mayManage}
        onChange={(next) => setDraft({ ...draft, ...next })}
      />
      <PeekSection title={t('groups.roles')}>
        <RoleChecks
          checked={draft.roleIds}
          disabled={!mayManage}
          onChange={(next) => setDraft({ ...draft, roleIds: next })}
        />
      </PeekSection>
      {inherited.length > 0 && (
        <PeekSection title={t('groups.inherited')}>
          <ul className="flex flex-wrap gap-1.5">
            {inherited.map(({ role, above }) => (
              <li key={`${role.id} ${above.id}`}>
                <Badge>{t('groups.inheritedFrom', { role: role.name, group: above.name })}</Badge>
              </li>
            ))}
          </ul>
        </PeekSection>
      )}
      {mayManage && changed && (
        <div className="mb-6 flex gap-2">
          <Button variant="primary" onClick={() => void save()}>
            {t('groups.save')}
          </Button>
          <Button icon={<Eye />} onClick={() => setPreviewing(true)}>
            {t('rights.preview')}
          </Button>
        </div>
      )}
      <GroupMembers group={group} editable={mayManage} />
      {mayManage && (
        <Button variant="ghost" icon={<Trash2 />} onClick={() => void remove()}>
          {t('groups.delete')}
        </Button>
      )}
      {previewing && (
        <PreviewDialog
          changes={[{ kind: 'change_group', id, version, ...draft }]}
          onClose={() => setPreviewing(false)}
        />
      )}
    </PeekSheet>
  );
}
