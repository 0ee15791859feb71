import type { BoardDetails } from '@muster/contract/work/boards';
import type { LiveStatus } from '@muster/sync/client';
import { useNavigate } from '@tanstack/react-router';
import {
  Archive,
  Ellipsis,
  History,
  PencilLine,
  Share2,
  SquareCheck,
  Trash2,
  UserRound,
  UsersRound,
} from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ShellSlot } from '../../core/shell-slots.tsx';
import { useMay } from '../../core/use-me.ts';
import { useFields } from '../../identity/custom-fields/use-fields.ts';
import { AvatarStack } from '../../ui/AvatarStack.tsx';
import { Button } from '../../ui/Button.tsx';
import { DropdownMenu, MenuItem, MenuSeparator } from '../../ui/DropdownMenu.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { useDeleteBoard } from '../use-board-commands.ts';
import { useBoard } from './BoardSession.ts';
import { SaveState } from './SaveState.tsx';
import { usePeopleHere } from './use-board.ts';
import { useSetBoardSearch } from './use-board-search.ts';

const RenameBoardDialog = lazy(async () => ({ default: (await import('./RenameBoardDialog.tsx')).RenameBoardDialog }));
const ShareDialog = lazy(async () => ({ default: (await import('../sharing/ShareDialog.tsx')).ShareDialog }));

/** What the board puts into the shell's top bar. */
export function BoardTopBar({ board, status }: { board: BoardDetails; status: LiveStatus }) {
  return (
    <>
      <ShellSlot name="title">
        <BoardTitle board={board} />
      </ShellSlot>
      <ShellSlot name="saving">
        <SaveState status={status} isViewer={board.access === 'viewer'} />
      </ShellSlot>
      <ShellSlot name="presence">
        <PeopleHere />
      </ShellSlot>
      <ShellSlot name="actions">
        <BoardActions board={board} />
      </ShellSlot>
    </>
  );
}

function BoardTitle({ board }: { board: BoardDetails }) {
  const { t } = useTranslation('work');
  const Kind = board.kind === 'team' ? UsersRound : UserRound;
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      <Tooltip label={t(board.kind === 'team' ? 'board.team' : 'board.personal')}>
        <Kind aria-hidden className="size-4 shrink-0 text-ink-3" />
      </Tooltip>
      <h1 title={board.name} className="truncate font-semibold text-base">
        {board.name}
      </h1>
    </div>
  );
}

function PeopleHere() {
  const { t } = useTranslation('work');
  const people = usePeopleHere();
  return people.length === 0 ? null : (
    <AvatarStack people={people} max={5} size={24} label={t('panel.here')} className="max-sm:hidden" />
  );
}

function BoardActions({ board }: { board: BoardDetails }) {
  const { t } = useTranslation('work');
  const setSearch = useSetBoardSearch();
  const [dialog, setDialog] = useState<'share' | 'rename' | null>(null);
  const close = () => setDialog(null);
  return (
    <div className="flex items-center gap-1">
      <Button size="small" icon={<Share2 />} onClick={() => setDialog('share')} className="max-sm:hidden">
        {t('board.share')}
      </Button>
      <IconButton
        label={t('board.history')}
        onClick={() => setSearch({ panel: 'history', card: undefined })}
        className="max-sm:hidden"
      >
        <History />
      </IconButton>
      <BoardMenu board={board} onOpen={setDialog} />
      <Suspense>
        {dialog === 'share' && <ShareDialog board={board} onClose={close} />}
        {dialog === 'rename' && <RenameBoardDialog board={board} onClose={close} />}
      </Suspense>
    </div>
  );
}

interface BoardMenuProps {
  board: BoardDetails;
  onOpen: (dialog: 'share' | 'rename') => void;
}

function BoardMenu({ board, onOpen }: BoardMenuProps) {
  const { t } = useTranslation('work');
  const { canEdit, selection } = useBoard();
  const hasFields = useFields('board').length > 0;
  const mayRename = useMay('work:board:update') && board.access !== 'viewer';
  const mayDelete = useMay('work:board:delete') && board.access === 'owner';
  const setSearch = useSetBoardSearch();
  const navigate = useNavigate();
  const remove = useDeleteBoard(() => void navigate({ to: '/work' }));
  return (
    <DropdownMenu
      align="end"
      trigger={
        <IconButton label={t('more')}>
          <Ellipsis />
        </IconButton>
      }
    >
      <MenuItem icon={<Share2 />} onSelect={() => onOpen('share')}>
        {t('board.share')}
      </MenuItem>
      {canEdit && (
        <MenuItem icon={<SquareCheck />} onSelect={() => selection.setSelecting(true)}>
          {t('board.select')}
        </MenuItem>
      )}
      <MenuItem icon={<Archive />} onSelect={() => setSearch({ panel: 'archive', card: undefined })}>
        {t('board.archive')}
      </MenuItem>
      <MenuItem icon={<History />} onSelect={() => setSearch({ panel: 'history', card: undefined })}>
        {t('board.history')}
      </MenuItem>
      {mayRename && (
        <MenuItem icon={<PencilLine />} onSelect={() => onOpen('rename')}>
          {t(hasFields ? 'board.details' : 'board.rename')}
        </MenuItem>
      )}
      {mayDelete && <MenuSeparator />}
      {mayDelete && (
        <MenuItem icon={<Trash2 />} danger onSelect={() => remove(board)}>
          {t('board.delete')}
        </MenuItem>
      )}
    </DropdownMenu>
  );
}
