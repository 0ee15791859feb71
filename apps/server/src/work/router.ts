import { idSchema } from '@muster/contract/core/identifiers';
import {
  boardFromFileSchema,
  boardListSchema,
  boardMemberSchema,
  boardSharingSchema,
  deletedBoardSchema,
  newBoardSchema,
  renamedBoardSchema,
} from '@muster/contract/work/boards';
import {
  cardListSchema,
  cardMoveSchema,
  myCardsSchema,
  newCardSchema,
  workSearchSchema,
} from '@muster/contract/work/cards';
import { z } from 'zod';
import { permitted, router } from '../core/trpc.ts';
import { deleteBoard, renameBoard, restoreBoard, setSharing } from './board-changes.ts';
import { createBoard, createBoardFromFile } from './board-commands.ts';
import { setMember } from './board-members.ts';
import { getBoard, listBoards } from './board-queries.ts';
import { addCard, moveCardTo } from './card-commands.ts';
import { getCard, listCards, listMyCards } from './card-queries.ts';
import { searchWork } from './search.ts';

const reference = z.object({ id: idSchema });

const boards = router({
  list: permitted('work:board:read')
    .input(boardListSchema)
    .query(({ ctx, input }) => listBoards(ctx.actor, input)),
  get: permitted('work:board:read')
    .input(reference)
    .query(({ ctx, input }) => getBoard(ctx.actor, input.id)),
  create: permitted('work:board:create')
    .input(newBoardSchema)
    .mutation(({ ctx, input }) => createBoard(ctx.actor, input)),
  createFromFile: permitted('work:board:create')
    .input(boardFromFileSchema)
    .mutation(({ ctx, input }) => createBoardFromFile(ctx.actor, input)),
  rename: permitted('work:board:update')
    .input(renamedBoardSchema)
    .mutation(({ ctx, input }) => renameBoard(ctx.actor, input)),
  setSharing: permitted('work:board:share')
    .input(boardSharingSchema)
    .mutation(({ ctx, input }) => setSharing(ctx.actor, input)),
  setMember: permitted('work:board:share')
    .input(boardMemberSchema)
    .mutation(({ ctx, input }) => setMember(ctx.actor, input)),
  delete: permitted('work:board:delete')
    .input(deletedBoardSchema)
    .mutation(({ ctx, input }) => deleteBoard(ctx.actor, input)),
  restore: permitted('work:board:delete')
    .input(reference)
    .mutation(({ ctx, input }) => restoreBoard(ctx.actor, input.id)),
});

const cards = router({
  list: permitted('work:card:read')
    .input(cardListSchema)
    .query(({ ctx, input }) => listCards(ctx.actor, input)),
  mine: permitted('work:card:read')
    .input(myCardsSchema)
    .query(({ ctx, input }) => listMyCards(ctx.actor, input.limit)),
  get: permitted('work:card:read')
    .input(reference)
    .query(({ ctx, input }) => getCard(ctx.actor, input.id)),
  create: permitted('work:card:update')
    .input(newCardSchema)
    .mutation(({ ctx, input }) => addCard(ctx.actor, input)),
  move: permitted('work:card:update')
    .input(cardMoveSchema)
    .mutation(({ ctx, input }) => moveCardTo(ctx.actor, input)),
});

/** Boards, their cards as rows, and search over both. What is on a board is edited in its live document. */
export const workRouter = router({
  boards,
  cards,
  search: permitted('work:board:read')
    .input(workSearchSchema)
    .query(({ ctx, input }) => searchWork(ctx.actor, input)),
});
