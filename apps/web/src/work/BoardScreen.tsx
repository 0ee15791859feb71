import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../core/problem.ts';
import { trpc } from '../core/trpc.ts';
import { useTitle } from '../core/use-title.ts';
import { BoardSkeleton } from './board/BoardSkeleton.tsx';
import { BoardUnavailable } from './board/BoardUnavailable.tsx';
import { DeletedBoard } from './board/DeletedBoard.tsx';
import { OpenBoard } from './board/OpenBoard.tsx';

/** A board: its name and sharing come from the server, its columns and cards from the live document. */
export function BoardScreen() {
  return (
    <main className="flex h-full min-h-0 flex-col">
      <Board />
    </main>
  );
}

function Board() {
  const { t } = useTranslation('work');
  const { boardId = '' } = useParams({ strict: false });
  const { data: board, error, refetch } = useQuery(trpc.work.boards.get.queryOptions({ id: boardId }));
  useTitle(board?.name ?? t('boards'));
  if (error && (!board || problemOf(error).code === 'not_found')) {
    return <BoardUnavailable error={error} onRetry={() => void refetch()} />;
  }
  if (!board) return <BoardSkeleton />;
  if (board.deletedAt) return <DeletedBoard board={board} />;
  return <OpenBoard key={board.id} board={board} />;
}
