import { z } from 'zod';
import { idSchema } from '../core/identifiers.ts';
import { pageInputSchema } from '../core/pagination.ts';

/** Where a card goes in its column: right above another card, or to one of the ends. */
const cardPlace = {
  beforeCardId: idSchema.optional(),
  position: z.enum(['top', 'bottom']).default('bottom'),
};

/** Input of `work.cards.create`. Calling it again with the same `id` makes nothing twice; without `columnId`, the first column. */
export const newCardSchema = z.object({
  boardId: idSchema,
  id: idSchema.optional(),
  columnId: idSchema.optional(),
  title: z.string().trim().min(1).max(500),
  /** Plain text; each line becomes a paragraph. */
  description: z.string().max(20_000).optional(),
  assigneeIds: z.array(idSchema).max(50).default([]),
  labelIds: z.array(idSchema).max(50).default([]),
  /** YYYY-MM-DD */
  dueAt: z.iso.date().nullable().default(null),
  ...cardPlace,
});

/** Input of `work.cards.move`. */
export const cardMoveSchema = z.object({ boardId: idSchema, cardId: idSchema, columnId: idSchema, ...cardPlace });

/** Input of `work.cards.list`: the cards of a board, oldest first. */
export const cardListSchema = pageInputSchema.extend({
  boardId: idSchema,
  columnId: idSchema.optional(),
  assigneeId: idSchema.optional(),
  archived: z.boolean().default(false),
});

/** Input of `work.cards.mine`. */
export const myCardsSchema = z.object({ limit: z.number().int().min(1).max(200).default(50) });

/** A card as other screens see it: what projection read from the board's document. Instants are ISO 8601 in UTC. */
export interface CardRow {
  id: string;
  boardId: string;
  boardName: string;
  columnId: string;
  columnName: string | null;
  position: string;
  title: string;
  /** Plain text. */
  description: string;
  /** Names of its labels. */
  labels: string[];
  assigneeIds: string[];
  /** YYYY-MM-DD */
  dueAt: string | null;
  checklistDone: number;
  checklistTotal: number;
  commentCount: number;
  createdAt: string;
  createdById: string | null;
  updatedAt: string;
  archivedAt: string | null;
  deletedAt: string | null;
}

/** Input of `work.search`. */
export const workSearchSchema = z.object({
  query: z.string().trim().min(1).max(200),
  limit: z.number().int().min(1).max(50).default(10),
});

/** What was found among the boards and cards that the caller may see. */
export interface WorkSearchResult {
  boards: { id: string; name: string }[];
  cards: { id: string; title: string; boardId: string; boardName: string }[];
}
