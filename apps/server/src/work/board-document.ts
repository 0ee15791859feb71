import type { DocumentKind } from '../collaboration/index.ts';
import { boardAccess } from './board-access.ts';
import { boardTitles } from './board-titles.ts';
import { editableBoard } from './editable-board.ts';
import { can } from './policy.ts';
import { projectedBoard } from './projection/projected-board.ts';
import { boardsWithDeleted } from './retention/boards-to-purge.ts';
import { purgeBoards } from './retention/purge-boards.ts';

/** The live document of a board, `board/<board id>`. */
export const boardDocument: DocumentKind = {
  ...projectedBoard,
  ...editableBoard,
  async authorize(actor, boardId) {
    const found = await boardAccess.load({ actor, boardId });
    if (!found || !can(actor, 'read', found.board, found.membership)) return null;
    return can(actor, 'edit', found.board, found.membership) ? 'write' : 'read';
  },
  titles: boardTitles,
  withDeleted: boardsWithDeleted,
  purge: purgeBoards,
  accessEvents: ['work.board.shared', 'work.board.member_changed', 'work.board.deleted', 'work.board.restored'],
};
