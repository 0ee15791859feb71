import { z } from 'zod';
import { documentFileSchema } from '../collaboration/files.ts';
import { idSchema } from '../core/identifiers.ts';
import { pageInputSchema } from '../core/pagination.ts';
import { customFieldChangesSchema } from '../identity/custom-fields/changes.ts';
import { customFieldQuerySchema } from '../identity/custom-fields/filter.ts';
import type { ShownCustomFields } from '../identity/custom-fields/shown.ts';

/** A board of one person, or one of a team (which managers may edit uninvited). */
export const boardKindSchema = z.enum(['personal', 'team']);
export type BoardKind = z.infer<typeof boardKindSchema>;

/** What everybody in the company may do with a board, invited or not. */
export const tenantAccessSchema = z.enum(['none', 'viewer', 'editor']);
export type TenantAccess = z.infer<typeof tenantAccessSchema>;

/** What one person may do with a board: read; also edit columns and cards; also share and delete. */
export const boardAccessSchema = z.enum(['viewer', 'editor', 'owner']);
export type BoardAccess = z.infer<typeof boardAccessSchema>;

const boardName = z.string().trim().min(1).max(200);
const version = z.number().int().min(1);

/** Input of `work.boards.list`: the boards that the caller may see, the latest changed first. */
export const boardListSchema = pageInputSchema.extend({
  ...customFieldQuerySchema.shape,
  search: z.string().trim().max(200).optional(),
  kind: boardKindSchema.optional(),
  /** True lists the deleted boards that the caller may restore, instead of the others. */
  deleted: z.boolean().default(false),
});

/** Input of `work.boards.create`. Calling it again with the same `id` makes nothing twice. */
export const newBoardSchema = z.object({
  id: idSchema.optional(),
  name: boardName,
  kind: boardKindSchema,
  tenantAccess: tenantAccessSchema.default('none'),
  /** Names of the first columns, in the language of whoever makes the board. */
  columns: z.array(z.string().trim().min(1).max(100)).min(1).max(20).default(['To do', 'In progress', 'Done']),
  /** Left out, no required field is asked for. */
  customFields: customFieldChangesSchema.optional(),
});

/** Input of `work.boards.createFromFile`: a file that a board was exported to. Calling it again with the same `id` makes nothing twice. */
export const boardFromFileSchema = newBoardSchema
  .pick({ id: true, name: true, kind: true, tenantAccess: true })
  .extend({
    file: documentFileSchema,
  });
export type BoardFromFile = z.output<typeof boardFromFileSchema>;

/** Input of what changes a board; `version` is the one that the caller has seen. */
export const renamedBoardSchema = z.object({
  id: idSchema,
  name: boardName,
  version,
  customFields: customFieldChangesSchema.optional(),
});
/** Input of `work.boards.setSharing`. */
export const boardSharingSchema = z.object({ id: idSchema, tenantAccess: tenantAccessSchema, version });
/** Input of `work.boards.setMember`; null takes the person's access away. */
export const boardMemberSchema = z.object({ id: idSchema, userId: idSchema, access: boardAccessSchema.nullable() });
/** Input of `work.boards.delete`. */
export const deletedBoardSchema = z.object({ id: idSchema, version });

/** A board in a list. Instants are ISO 8601 in UTC. */
export interface BoardSummary {
  id: string;
  name: string;
  kind: BoardKind;
  tenantAccess: TenantAccess;
  /** What the caller may do with it. */
  access: BoardAccess;
  ownerName: string;
  /** Cards that are neither archived nor deleted. */
  cardCount: number;
  updatedAt: string;
  version: number;
  deletedAt: string | null;
  customFields: ShownCustomFields;
}

/** Somebody who was invited to a board. */
export interface BoardMember {
  userId: string;
  name: string;
  color: string;
  access: BoardAccess;
}

/** From this fullness on people are warned: there is time to split the board before changes are refused. */
export const warningFullness = 0.8;

/** A board without its contents, which are in the live document `documentName`. */
export interface BoardDetails {
  id: string;
  name: string;
  kind: BoardKind;
  tenantAccess: TenantAccess;
  access: BoardAccess;
  ownerId: string;
  ownerName: string;
  version: number;
  deletedAt: string | null;
  documentName: string;
  /** How much of the room that its document may take it takes: 0 to 1. */
  fullness: number;
  members: BoardMember[];
  customFields: ShownCustomFields;
}

/** Name of a board's live document. */
export function boardDocumentName(boardId: string): string {
  return `board/${boardId}`;
}
