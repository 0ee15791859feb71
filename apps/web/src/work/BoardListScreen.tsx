import { defaultDeletedContentDays } from '@muster/contract/collaboration/retention';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Kanban, Plus, SearchX, Trash2 } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ShellSlot } from '../core/shell-slots.tsx';
import { trpc } from '../core/trpc.ts';
import { useMay } from '../core/use-me.ts';
import { useProblemText } from '../core/use-problem-text.ts';
import { useTitle } from '../core/use-title.ts';
import { FieldFilters } from '../identity/custom-fields/FieldFilters.tsx';
import { useFieldQuery } from '../identity/custom-fields/use-field-query.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ProgressLine } from '../ui/ProgressLine.tsx';
import { type BoardListSearch, readBoardListSearch } from './board-search.ts';
import { BoardFilters } from './list/BoardFilters.tsx';
import { BoardTable } from './list/BoardTable.tsx';
import { CreateBoardDialog } from './list/CreateBoardDialog.tsx';

/** All boards that a person may see. */
export function BoardListScreen() {
  const { t } = useTranslation('work');
  const [search, setSearch] = useListSearch();
  const mayCreate = useMay('work:board:create');
  useTitle(t('boards'));
  return (
    <main className="flex h-full min-h-0 flex-col">
      <ShellSlot name="title">
        <h1 className="truncate font-semibold text-base">{t('list.title')}</h1>
      </ShellSlot>
      <div className="flex flex-wrap items-center gap-2 px-gutter py-2.5">
        <BoardFilters search={search} onChange={setSearch} />
        <div className="flex flex-wrap items-center gap-2 empty:hidden max-sm:order-5">
          <FieldFilters entity="board" />
        </div>
        <span className="flex-1 max-sm:hidden" />
        {mayCreate && (
          <Button
            variant="primary"
            icon={<Plus />}
            onClick={() => setSearch({ new: 'board' })}
            className="max-sm:order-2"
          >
            {t('list.new')}
          </Button>
        )}
      </div>
      <Boards search={search} onChange={setSearch} mayCreate={mayCreate} />
      {search.new && mayCreate && <CreateBoardDialog onClose={() => setSearch({ new: undefined })} />}
    </main>
  );
}

type SetSearch = (change: BoardListSearch) => void;

function useListSearch(): [BoardListSearch, SetSearch] {
  const raw = useSearch({ strict: false });
  const navigate = useNavigate();
  const setSearch = useCallback(
    (change: BoardListSearch) => {
      void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true });
    },
    [navigate],
  );
  return [useMemo(() => readBoardListSearch(raw), [raw]), setSearch];
}

interface BoardsProps {
  search: BoardListSearch;
  onChange: SetSearch;
  mayCreate: boolean;
}

function Boards({ search, onChange, mayCreate }: BoardsProps) {
  const { t } = useTranslation('work');
  const problemText = useProblemText();
  const { search: query, kind, deleted } = search;
  const { query: fieldQuery, filters } = useFieldQuery();
  const input = {
    ...fieldQuery,
    ...(query && { search: query }),
    ...(kind && { kind }),
    ...(deleted && { deleted }),
    limit: 50,
  };
  const boards = useInfiniteQuery(
    trpc.work.boards.list.infiniteQueryOptions(input, {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: (before) => before,
    }),
  );
  const items = boards.data?.pages.flatMap((page) => page.items);
  if (boards.error && !items) {
    const { message, action } = problemText(boards.error);
    return (
      <EmptyState title={message} action={<Button onClick={() => void boards.refetch()}>{t('board.tryAgain')}</Button>}>
        {action}
      </EmptyState>
    );
  }
  if (!items) return <ProgressLine label={t('list.loading')} />;
  const isFiltered = filters.length > 0;
  if (items.length === 0) return <NoBoards {...{ search, onChange, mayCreate, isFiltered }} />;
  return (
    <BoardTable
      boards={items}
      deleted={Boolean(deleted)}
      hasMore={boards.hasNextPage}
      isLoadingMore={boards.isFetchingNextPage}
      onMore={() => void boards.fetchNextPage()}
    />
  );
}

function NoBoards({ search, onChange, mayCreate, isFiltered }: BoardsProps & { isFiltered: boolean }) {
  const { t } = useTranslation('work');
  if (search.search || search.kind || isFiltered) {
    const clear = () => onChange({ search: undefined, kind: undefined, fields: undefined });
    return (
      <EmptyState icon={<SearchX />} title={t('list.none')} action={<Button onClick={clear}>{t('list.clear')}</Button>}>
        {t('list.noneHint')}
      </EmptyState>
    );
  }
  if (search.deleted) {
    return (
      <EmptyState icon={<Trash2 />} title={t('list.noneDeleted')}>
        {t('list.noneDeletedHint', { days: defaultDeletedContentDays })}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Kanban />}
      title={t('list.empty')}
      action={
        mayCreate && (
          <Button variant="primary" onClick={() => onChange({ new: 'board' })}>
            {t('list.new')}
          </Button>
        )
      }
    >
      {t('list.emptyHint')}
    </EmptyState>
  );
}
