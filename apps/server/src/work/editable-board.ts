import { readBoardContents } from '@muster/contract/work/board-whole';
import type { EditableKind } from '../collaboration/index.ts';
import { addCardEdit, moveCardEdit } from './card-edits.ts';
import { copyBoard } from './restore/copy-board.ts';
import { restoreBoardContents } from './restore/restore-board.ts';
import { entriesDeletedBefore, removeEntries } from './retention/deleted-entries.ts';

/** A board as far as its contents go. */
export const editableBoard: EditableKind = {
  kind: 'board',
  edits: [addCardEdit, moveCardEdit],
  describe: readBoardContents,
  restore: restoreBoardContents,
  copy: copyBoard,
  deletedBefore: entriesDeletedBefore,
  remove: removeEntries,
};
