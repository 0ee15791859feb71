import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Network, Plus, SearchX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchInput } from '../../core/list/SearchInput.tsx';
import { trpc } from '../../core/trpc.ts';
import { useMay } from '../../core/use-me.ts';
import { useTitle } from '../../core/use-title.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ListProblem } from '../ListProblem.tsx';
import { ListScreen } from '../ListScreen.tsx';
import { ListSkeleton } from '../ListSkeleton.tsx';
import { GroupSheet } from './GroupSheet.tsx';
import { GroupTree } from './GroupTree.tsx';
import { matchingGroups } from './group-tree.ts';
import { NewGroupDialog } from './NewGroupDialog.tsx';

/** The company's groups as a tree; the one that is open stands at the right. */
export function GroupsScreen() {
  const { t } = useTranslation('rights');
  const mayManage = useMay('identity:group:manage');
  const { group: openId } = useSearch({ from: '/shell/admin/groups' });
  const navigate = useNavigate({ from: '/admin/groups' });
  const [search, setSearch] = useState('');
  const [creating, setCreating] = useState(false);
  const query = useQuery(trpc.identity.groups.list.queryOptions());
  useTitle(t('groups.title'));
  const open = (id: string | undefined) => void navigate({ search: { group: id } });
  const groups = query.data ?? [];
  const shown = matchingGroups(groups, search);
  const opened = groups.find(({ id }) => id === openId);
  return (
    <ListScreen
      title={t('groups.title')}
      toolbar={
        <>
          <SearchInput
            label={t('groups.search')}
            value={search}
            onValueChange={setSearch}
            className="max-sm:min-w-0 max-sm:flex-1 sm:w-72"
          />
          <span className="flex-1 max-sm:hidden" />
          {mayManage && (
            <Button variant="primary" icon={<Plus />} onClick={() => setCreating(true)}>
              {t('groups.new')}
            </Button>
          )}
        </>
      }
    >
      {query.error && !query.data && <ListProblem error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <ListSkeleton />}
      {query.data && shown.length === 0 && <NoGroups searched={search !== ''} />}
      {shown.length > 0 && <GroupTree groups={shown} openId={openId} onOpen={open} />}
      {opened && (
        <GroupSheet
          key={`${opened.id} ${opened.version}`}
          group={opened}
          groups={groups}
          onClose={() => open(undefined)}
        />
      )}
      {creating && <NewGroupDialog groups={groups} onClose={() => setCreating(false)} onCreated={open} />}
    </ListScreen>
  );
}

function NoGroups({ searched }: { searched: boolean }) {
  const { t } = useTranslation('rights');
  return searched ? (
    <EmptyState icon={<SearchX />} title={t('groups.none')}>
      {t('groups.noneHint')}
    </EmptyState>
  ) : (
    <EmptyState icon={<Network />} title={t('groups.empty')}>
      {t('groups.emptyHint')}
    </EmptyState>
  );
}
