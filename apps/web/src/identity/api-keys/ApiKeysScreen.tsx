import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../core/list/DataTable.tsx';
import { trpc } from '../../core/trpc.ts';
import { useTitle } from '../../core/use-title.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ListFoot } from '../ListFoot.tsx';
import { ListProblem } from '../ListProblem.tsx';
import { ListScreen } from '../ListScreen.tsx';
import { ListSkeleton } from '../ListSkeleton.tsx';
import { NewKeyDialog } from './NewKeyDialog.tsx';
import { useKeyColumns } from './use-key-columns.tsx';

/** The keys by which programs use the company's data. */
export function ApiKeysScreen() {
  const { t } = useTranslation('identity');
  const [making, setMaking] = useState(false);
  useTitle(t('keys.title'));
  const newKey = (
    <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => setMaking(true)} className="ml-auto">
      {t('keys.new')}
    </Button>
  );
  return (
    <ListScreen title={t('keys.title')} toolbar={newKey}>
      <KeyTable />
      {making && <NewKeyDialog onClose={() => setMaking(false)} />}
    </ListScreen>
  );
}

function KeyTable() {
  const { t } = useTranslation('identity');
  const columns = useKeyColumns();
  const { data, error, refetch } = useQuery(trpc.identity.apiKeys.list.queryOptions());
  if (error && !data) return <ListProblem error={error} onRetry={() => void refetch()} />;
  if (!data) return <ListSkeleton />;
  if (data.length === 0) {
    return (
      <EmptyState icon={<KeyRound />} title={t('keys.empty')}>
        {t('keys.emptyHint')}
      </EmptyState>
    );
  }
  return (
    <DataTable
      label={t('keys.title')}
      columns={columns}
      rows={data}
      keyOf={({ id }) => id}
      foot={<ListFoot count={data.length} hasMore={false} isLoading={false} />}
    />
  );
}
