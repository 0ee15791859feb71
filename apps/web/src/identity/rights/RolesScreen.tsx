import type { RightsChange } from '@muster/contract/identity/grants';
import type { RoleSummary } from '@muster/contract/identity/role-inputs';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchInput } from '../../core/list/SearchInput.tsx';
import { trpc, trpcClient } from '../../core/trpc.ts';
import { useMay } from '../../core/use-me.ts';
import { useTitle } from '../../core/use-title.ts';
import { Button } from '../../ui/Button.tsx';
import { ListProblem } from '../ListProblem.tsx';
import { ListScreen } from '../ListScreen.tsx';
import { ListSkeleton } from '../ListSkeleton.tsx';
import { PreviewDialog } from './PreviewDialog.tsx';
import { RoleDialog } from './RoleDialog.tsx';
import { RoleMatrix } from './RoleMatrix.tsx';
import type { RoleDraft } from './role-draft.ts';
import { UnsavedBar } from './UnsavedBar.tsx';
import { useRun } from './use-run.ts';

/** What every role holds: permissions down, roles across. */
export function RolesScreen() {
  const { t } = useTranslation('rights');
  const mayManage = useMay('identity:role:manage');
  const [search, setSearch] = useState('');
  const [creating, setCreating] = useState(false);
  const roles = useQuery(trpc.identity.roles.list.queryOptions());
  useTitle(t('roles.title'));
  return (
    <ListScreen
      title={t('roles.title')}
      toolbar={
        <>
          <SearchInput
            label={t('roles.search')}
            value={search}
            onValueChange={setSearch}
            className="max-sm:min-w-0 max-sm:flex-1 sm:w-72"
          />
          <span className="flex-1 max-sm:hidden" />
          {mayManage && (
            <Button variant="primary" icon={<Plus />} onClick={() => setCreating(true)}>
              {t('roles.new')}
            </Button>
          )}
        </>
      }
    >
      {roles.error && !roles.data && <ListProblem error={roles.error} onRetry={() => void roles.refetch()} />}
      {roles.isPending && <ListSkeleton />}
      {roles.data && <EditableMatrix roles={roles.data} search={search} />}
      {creating && <RoleDialog onClose={() => setCreating(false)} />}
    </ListScreen>
  );
}

function changesOf(roles: readonly RoleSummary[], draft: RoleDraft): RightsChange[] {
  return roles.flatMap(({ id, version }) => {
    const rights = draft.get(id);
    return rights ? [{ kind: 'change_role' as const, id, version, rights: [...rights] }] : [];
  });
}

function EditableMatrix({ roles, search }: { roles: readonly RoleSummary[]; search: string }) {
  const { t } = useTranslation('rights');
  const run = useRun();
  const [draft, setDraft] = useState<RoleDraft>(new Map());
  const [previewing, setPreviewing] = useState(false);
  const [saving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    const before = roles.filter(({ id }) => draft.has(id));
    const written: { id: string; version: number; rights: RoleSummary['rights'] }[] = [];
    const saved = await run(
      async () => {
        for (const role of before) {
          const rights = [...(draft.get(role.id) ?? [])];
          const { version } = await trpcClient.identity.roles.update.mutate({
            id: role.id,
            version: role.version,
            rights,
          });
          written.push({ id: role.id, version, rights: role.rights });
        }
      },
      t('roles.saved'),
      {
        label: t('roles.undo'),
        run: () => Promise.all(written.map((each) => trpcClient.identity.roles.update.mutate(each))),
      },
    );
    setSaving(false);
    if (saved) setDraft(new Map());
  };
  return (
    <div className="relative h-full">
      <RoleMatrix roles={roles} draft={draft} onDraft={setDraft} search={search} />
      {draft.size > 0 && (
        <UnsavedBar
          count={draft.size}
          saving={saving}
          onPreview={() => setPreviewing(true)}
          onSave={() => void save()}
          onDiscard={() => setDraft(new Map())}
        />
      )}
      {previewing && <PreviewDialog changes={changesOf(roles, draft)} onClose={() => setPreviewing(false)} />}
    </div>
  );
}
