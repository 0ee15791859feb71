import { z } from 'zod';
import { LABEL_COLORS } from './board-colors.ts';

/** One of the label colours. */
export const labelColorSchema = z.enum(LABEL_COLORS);
export type LabelColor = z.infer<typeof labelColorSchema>;

/** A column as plain data. `position` is a fractional index; `wipLimit` counts cards. */
export const boardColumnSchema = z.object({
  id: z.string(),
  name: z.string(),
  position: z.string(),
  wipLimit: z.number().int().positive().nullable(),
  deletedAt: z.string().nullable(),
});
export type BoardColumn = z.infer<typeof boardColumnSchema>;

/** A label of the board as plain data. */
export const boardLabelSchema = z.object({
  id: z.string(),
  name: z.string(),
  color: labelColorSchema,
  deletedAt: z.string().nullable(),
});
export type BoardLabel = z.infer<typeof boardLabelSchema>;

/** One entry of a card's checklist; removed entries are not part of a card's plain data. */
export const checklistItemSchema = z.object({
  id: z.string(),
  text: z.string(),
  done: z.boolean(),
  position: z.string(),
});
export type ChecklistItem = z.infer<typeof checklistItemSchema>;

/** A comment on a card; deleted comments are not part of a card's plain data. Instants are ISO strings. */
export const cardCommentSchema = z.object({
  id: z.string(),
  authorId: z.string(),
  text: z.string(),
  createdAt: z.string(),
  editedAt: z.string().nullable(),
});
export type CardComment = z.infer<typeof cardCommentSchema>;

/**
 * A card as plain data, without its description (see `readDescription`). `columnId` is the column as stored, which may
 * be deleted (see `arrangeCards`). `dueAt` is a date YYYY-MM-DD, the other instants are ISO strings.
 */
export const boardCardSchema = z.object({
  id: z.string(),
  title: z.string(),
  columnId: z.string(),
  position: z.string(),
  assigneeIds: z.array(z.string()),
  labelIds: z.array(z.string()),
  checklist: z.array(checklistItemSchema),
  comments: z.array(cardCommentSchema),
  dueAt: z.string().nullable(),
  archivedAt: z.string().nullable(),
  deletedAt: z.string().nullable(),
  deletedById: z.string().nullable(),
  createdAt: z.string().nullable(),
  createdById: z.string().nullable(),
});
export type BoardCard = z.infer<typeof boardCardSchema>;

/** A whole board as plain data, descriptions as plain text: what versions are compared by. */
export const boardContentsSchema = z.object({
  columns: z.array(boardColumnSchema),
  labels: z.array(boardLabelSchema),
  cards: z.array(boardCardSchema.extend({ description: z.string() })),
});
export type BoardContents = z.infer<typeof boardContentsSchema>;

/** Something in a document that this schema cannot read: where it lies and what is wrong with it. */
export const boardProblemSchema = z.object({ path: z.string(), reason: z.string() });
export type BoardProblem = z.infer<typeof boardProblemSchema>;
