import type { BoardSummary } from '@muster/contract/work/boards';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { Building2, Lock, UserRound, UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../core/list/column.ts';
import { Time } from '../../core/Time.tsx';
import { useFormat } from '../../core/use-format.ts';
import { useFieldColumns } from '../../identity/custom-fields/use-field-columns.tsx';
import { Button } from '../../ui/Button.tsx';
import { useRestoreBoard } from '../use-board-commands.ts';
import { useListKeys } from './use-list-keys.ts';

interface BoardTableProps {
  boards: readonly BoardSummary[];
  deleted: boolean;
  hasMore: boolean;
  isLoadingMore: boolean;
  onMore: () => void;
}

const cell = 'border-line border-b px-3 py-0 first:pl-0 last:pr-0';

/** One row per board; the name is the link, the whole row its target. */
export function BoardTable({ boards, deleted, hasMore, isLoadingMore, onMore }: BoardTableProps) {
  const { t } = useTranslation('work');
  const table = useListKeys();
  const fields = useFieldColumns<BoardSummary>('board');
  return (
    <div className="min-h-0 flex-1 overflow-auto px-gutter pb-8">
      <table ref={table} className="w-full border-separate border-spacing-0 text-left">
        <thead className="sticky top-0 z-10 bg-surface text-ink-3 text-xs">
          <tr className="h-8">
            <th className={`${cell} font-medium`}>{t('list.name')}</th>
            <th className={`${cell} font-medium max-md:hidden`}>{t('list.sharing')}</th>
            <th className={`${cell} font-medium max-lg:hidden`}>{t('list.owner')}</th>
            {fields.map(({ key, header, align }) => (
              <th key={key} className={clsx(cell, 'font-medium max-md:hidden', align && 'text-right')}>
                {header}
              </th>
            ))}
            <th className={`${cell} text-right font-medium max-sm:hidden`}>{t('list.cards')}</th>
            <th className={`${cell} text-right font-medium`}>{t(deleted ? 'list.deletedOn' : 'list.changed')}</th>
          </tr>
        </thead>
        <tbody>
          {boards.map((board) => (
            <BoardRow key={board.id} board={board} fields={fields} />
          ))}
        </tbody>
      </table>
      {hasMore && (
        <Button variant="ghost" busy={isLoadingMore} onClick={onMore} className="mt-3">
          {t('list.more')}
        </Button>
      )}
    </div>
  );
}

function BoardRow({ board, fields }: { board: BoardSummary; fields: readonly Column<BoardSummary>[] }) {
  const format = useFormat();
  return (
    <tr className="group/row relative h-row transition-colors hover:bg-hover">
      <td className={`${cell} max-w-0 sm:min-w-56`}>
        <BoardName board={board} />
      </td>
      <td className={`${cell} w-52 max-md:hidden`}>
        <Sharing board={board} />
      </td>
      <td title={board.ownerName} className={`${cell} w-44 max-w-44 truncate text-ink-2 max-lg:hidden`}>
        {board.ownerName}
      </td>
      {fields.map((field) => (
        <td
          key={field.key}
          className={clsx(cell, 'w-36 max-w-36 text-ink-2 max-md:hidden', field.align && 'text-right')}
        >
          {field.cell(board)}
        </td>
      ))}
      <td className={`${cell} w-20 text-right text-ink-2 tabular-nums max-sm:hidden`}>
        {format.number(board.cardCount)}
      </td>
      <td className={`${cell} w-36 whitespace-nowrap text-right text-ink-3`}>
        {board.deletedAt ? <RestoreCell board={board} /> : <Time value={board.updatedAt} className="relative z-[1]" />}
      </td>
    </tr>
  );
}

function BoardName({ board }: { board: BoardSummary }) {
  const { t } = useTranslation('work');
  const Kind = board.kind === 'team' ? UsersRound : UserRound;
  return (
    <span className="flex items-center gap-2.5">
      <Kind
        aria-label={t(board.kind === 'team' ? 'board.team' : 'board.personal')}
        className="size-4 shrink-0 text-ink-3"
      />
      {board.deletedAt ? (
        <span title={board.name} className="truncate text-ink-2">
          {board.name}
        </span>
      ) : (
        <Link
          to="/work/boards/$boardId"
          params={{ boardId: board.id }}
          title={board.name}
          data-row-link
          className="truncate font-medium after:absolute after:inset-0"
        >
          {board.name}
        </Link>
      )}
    </span>
  );
}

function Sharing({ board }: { board: BoardSummary }) {
  const { t } = useTranslation('work');
  const words = { none: t('access.onlyMembers'), viewer: t('access.allView'), editor: t('access.allEdit') };
  const Icon = board.tenantAccess === 'none' ? Lock : Building2;
  return (
    <span className="flex items-center gap-1.5 text-ink-2">
      <Icon aria-hidden className="size-3.5 text-ink-3" />
      {words[board.tenantAccess]}
    </span>
  );
}

function RestoreCell({ board }: { board: BoardSummary }) {
  const { t } = useTranslation('work');
  const { restore, isPending } = useRestoreBoard();
  return (
    <Button size="small" busy={isPending} onClick={() => restore(board)}>
      {t('restore')}
    </Button>
  );
}
