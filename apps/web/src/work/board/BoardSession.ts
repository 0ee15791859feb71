import type { Edit } from '@muster/contract/work/board.doc';
import { createContext, use } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { BoardPresence } from '../store/BoardPresence.ts';
import type { BoardStore } from '../store/BoardStore.ts';
import type { BoardUndo } from '../store/BoardUndo.ts';
import type { DragState } from '../store/DragState.ts';
import type { PresentPerson } from '../store/presence-state.ts';
import type { Selection } from '../store/Selection.ts';

/** Everything that the parts of one open board work with. */
export interface BoardSession {
  boardId: string;
  documentName: string;
  me: PresentPerson;
  doc: Y.Doc;
  awareness: Awareness;
  store: BoardStore;
  undo: BoardUndo;
  presence: BoardPresence;
  selection: Selection;
  drag: DragState;
  /** False for viewers, and once access was taken away: controls are hidden, content stays. */
  canEdit: boolean;
  people: ReadonlyMap<string, PresentPerson>;
  /** The stamp of an edit that undo takes back as one step. */
  step: () => Edit;
  /** The stamp of an edit that continues the step before. */
  continued: () => Edit;
}

export const BoardSessionContext = createContext<BoardSession | null>(null);

/** The open board. @throws outside of one. */
export function useBoard(): BoardSession {
  const session = use(BoardSessionContext);
  if (!session) throw new Error('This part of the screen belongs inside an open board.');
  return session;
}
