import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { SquareKanban, SquareUser } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Time } from '../../core/Time.tsx';
import { type RouterOutputs, trpc } from '../../core/trpc.ts';
import { useMay } from '../../core/use-me.ts';
import { useProblemText } from '../../core/use-problem-text.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Section } from './Section.tsx';

type Board = RouterOutputs['work']['boards']['list']['items'][number];

export function RecentBoards() {
  const { t } = useTranslation('app');
  const textOf = useProblemText();
  const { data, error } = useQuery(trpc.work.boards.list.queryOptions({ limit: 6 }));
  const all = (
    <Button asChild variant="ghost" size="small">
      <Link to="/work">{t('dashboard.allBoards')}</Link>
    </Button>
  );
  return (
    <Section title={t('dashboard.boards')} aside={all}>
      {error && !data && <p className="text-bad-text">{textOf(error).message}</p>}
      {!data && !error && <Skeleton className="h-32 w-full" />}
      {data?.items.length === 0 && <NoBoards />}
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {data?.items.map((board) => (
          <li key={board.id}>
            <BoardTile board={board} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function BoardTile({ board }: { board: Board }) {
  const { t } = useTranslation('app');
  const Icon = board.kind === 'personal' ? SquareUser : SquareKanban;
  return (
    <Link
      to="/work/boards/$boardId"
      params={{ boardId: board.id }}
      className="flex h-full flex-col gap-3 rounded-lg border border-line p-3.5 transition-colors hover:border-line-strong hover:bg-hover"
    >
      <span className="flex items-start gap-2.5">
        <Icon
          role="img"
          aria-label={t(`dashboard.${board.kind}`)}
          className="mt-0.5 size-4 shrink-0 text-accent-text"
        />
        <span className="line-clamp-2 min-w-0 font-medium" title={board.name}>
          {board.name}
        </span>
      </span>
      <span className="mt-auto flex items-center justify-between gap-2 text-ink-3 text-xs">
        <span className="tabular-nums">{t('dashboard.cards', { count: board.cardCount })}</span>
        <Time value={board.updatedAt} />
      </span>
    </Link>
  );
}

function NoBoards() {
  const { t } = useTranslation('app');
  const mayCreate = useMay('work:board:create');
  const action = mayCreate && (
    <Button asChild variant="primary">
      <Link to="/work" search={{ new: 'board' }}>
        {t('dashboard.newBoard')}
      </Link>
    </Button>
  );
  return (
    <EmptyState
      icon={<SquareKanban />}
      title={t('dashboard.noBoards')}
      action={action}
      className="rounded-lg border border-line border-dashed"
    >
      {t('dashboard.noBoardsHint')}
    </EmptyState>
  );
}
