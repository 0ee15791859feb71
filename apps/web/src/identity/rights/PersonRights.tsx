import type { EmployeeProfile } from '@muster/contract/identity/employees';
import { useQuery } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc, trpcClient } from '../../core/trpc.ts';
import { useMay, useMe } from '../../core/use-me.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { PeekSection } from './PeekSheet.tsx';
import { PersonGrants } from './PersonGrants.tsx';
import { PreviewDialog } from './PreviewDialog.tsx';
import { RoleChecks } from './RoleChecks.tsx';
import { useRun } from './use-run.ts';

/** What a person holds: roles of their own, those of their groups, and single grants. */
export function PersonRights({ profile }: { profile: EmployeeProfile }) {
  const { t } = useTranslation('rights');
  const run = useRun();
  const { level } = useMe().abilities;
  const mayGive = useMay('identity:grant:manage') && level >= profile.level;
  const [roleIds, setRoleIds] = useState(profile.roleIds);
  const [previewing, setPreviewing] = useState(false);
  const groups = useQuery(trpc.identity.groups.list.queryOptions()).data ?? [];
  const mine = groups.filter(({ id }) => profile.groupIds.includes(id));
  const { userId, userVersion: version, name } = profile;
  const changed = [...roleIds].sort().join() !== [...profile.roleIds].sort().join();
  const assign = (ids: string[], at: number) =>
    trpcClient.identity.roles.assign.mutate({ userId, roleIds: ids, version: at });
  const save = () =>
    run(() => assign(roleIds, version), t('rights.rolesSaved', { name }), {
      label: t('rights.undo'),
      run: () => assign(profile.roleIds, version + 1),
    });
  return (
    <>
      <PeekSection title={t('rights.roles')} action={<Badge>{t('rights.level', { level: profile.level })}</Badge>}>
        <RoleChecks checked={roleIds} onChange={setRoleIds} disabled={!mayGive} />
        {changed && (
          <div className="mt-3 flex gap-2">
            <Button variant="primary" size="small" onClick={() => void save()}>
              {t('person.save')}
            </Button>
            <Button size="small" icon={<Eye />} onClick={() => setPreviewing(true)}>
              {t('rights.preview')}
            </Button>
            <Button size="small" variant="ghost" onClick={() => setRoleIds(profile.roleIds)}>
              {t('person.cancel')}
            </Button>
          </div>
        )}
      </PeekSection>
      <PeekSection title={t('rights.groups')}>
        {mine.length === 0 && <p className="text-ink-3">{t('rights.noGroups')}</p>}
        <ul className="flex flex-wrap gap-1.5">
          {mine.map((group) => (
            <li key={group.id}>
              <Badge>{group.name}</Badge>
            </li>
          ))}
        </ul>
      </PeekSection>
      <PersonGrants userId={userId} editable={mayGive} />
      {previewing && (
        <PreviewDialog
          changes={[{ kind: 'set_user_roles', userId, roleIds, version }]}
          onClose={() => setPreviewing(false)}
        />
      )}
    </>
  );
}
