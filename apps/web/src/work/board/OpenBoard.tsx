import type { BoardDetails } from '@muster/contract/work/boards';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { useLiveDocument } from '../../core/use-live-document.ts';
import { useMe } from '../../core/use-me.ts';
import { BoardPresence } from '../store/BoardPresence.ts';
import { BoardStore } from '../store/BoardStore.ts';
import { BoardUndo } from '../store/BoardUndo.ts';
import { DragState } from '../store/DragState.ts';
import { Selection } from '../store/Selection.ts';
import { BoardColumns } from './BoardColumns.tsx';
import { type BoardSession, BoardSessionContext } from './BoardSession.ts';
import { BoardSkeleton } from './BoardSkeleton.tsx';
import { BoardToolbar } from './BoardToolbar.tsx';
import { BoardTopBar } from './BoardTopBar.tsx';
import { BulkBar } from './BulkBar.tsx';
import { FullnessBanner } from './FullnessBanner.tsx';
import { RefusalBanner } from './RefusalBanner.tsx';
import { useBoardSearch } from './use-board-search.ts';
import { useLostEdits } from './use-lost-edits.ts';
import { usePeople } from './use-people.ts';

/** What opens beside the board loads when it is first opened: the board itself is there sooner. */
const CardPanel = lazy(async () => ({ default: (await import('../card/CardPanel.tsx')).CardPanel }));
const ArchiveSheet = lazy(async () => ({ default: (await import('../away/ArchiveSheet.tsx')).ArchiveSheet }));
const VersionHistory = lazy(async () => ({ default: (await import('../versions/VersionHistory.tsx')).VersionHistory }));

type LiveDocument = ReturnType<typeof useLiveDocument>;

/** An open board with its live document. */
export function OpenBoard({ board }: { board: BoardDetails }) {
  const live = useLiveDocument(board.documentName);
  const session = useSession(board, live);
  useLostEdits(live);
  return (
    <BoardSessionContext value={session}>
      <BoardTopBar board={board} status={live.status} />
      <RefusalBanner status={live.status} />
      <FullnessBanner board={board} />
      {live.loaded ? <LoadedBoard /> : <BoardSkeleton />}
    </BoardSessionContext>
  );
}

function LoadedBoard() {
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <BoardToolbar />
      <BoardColumns />
      <BulkBar />
      <Suspense>
        <Beside />
      </Suspense>
    </div>
  );
}

/** The panel that the URL names; an open card lies over the others. */
function Beside() {
  const { card, panel } = useBoardSearch();
  if (card) return <CardPanel cardId={card} />;
  if (panel === 'archive') return <ArchiveSheet />;
  return panel === 'history' ? <VersionHistory /> : null;
}

function useSession(board: BoardDetails, live: LiveDocument): BoardSession {
  const me = useMe().user;
  const people = usePeople(board.members, me);
  const { doc, awareness, status } = live;
  const canEdit = board.access !== 'viewer' && status.access !== 'read' && status.access !== 'none';
  const parts = useMemo(
    () => ({
      store: new BoardStore(doc),
      undo: new BoardUndo(doc),
      presence: new BoardPresence(awareness, me.id),
      selection: new Selection(),
      drag: new DragState(),
    }),
    [doc, awareness, me.id],
  );
  useEffect(() => parts.store.follow(), [parts]);
  useEffect(() => parts.presence.follow(), [parts]);
  return useMemo(
    () => ({
      ...parts,
      boardId: board.id,
      documentName: board.documentName,
      me,
      doc,
      awareness,
      canEdit,
      people,
      step: () => parts.undo.step(me.id),
      continued: () => parts.undo.continued(me.id),
    }),
    [parts, board.id, board.documentName, me, doc, awareness, canEdit, people],
  );
}
