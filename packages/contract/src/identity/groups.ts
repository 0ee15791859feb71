import { z } from 'zod';
import { idSchema } from '../core/identifiers.ts';
import { pageInputSchema } from '../core/pagination.ts';

const name = z.string().trim().min(1).max(80);
const description = z.string().trim().max(500);
const version = z.number().int().min(1);
const ids = z.array(idSchema).max(1000);
/** As many as a company may have people, so that a group which was deleted can come back whole. */
const memberIds = z.array(idSchema).max(10_000);

/** A group to be made. With the id of one that was deleted it comes back. */
export const newGroupSchema = z.object({
  id: idSchema.optional(),
  name,
  description: description.default(''),
  parentId: idSchema.nullable().default(null),
  roleIds: ids.default([]),
  memberIds: memberIds.default([]),
});

/** A page of a group's members by name; with `outside`, of everybody else. */
export const groupMembersPageSchema = pageInputSchema.extend({
  id: idSchema,
  search: z.string().trim().max(200).optional(),
  outside: z.boolean().default(false),
});

/** A change of a group: what is left out stays. `roleIds` replaces all of them. */
export const groupChangeSchema = z.object({
  id: idSchema,
  version,
  name: name.optional(),
  description: description.optional(),
  parentId: idSchema.nullable().optional(),
  roleIds: ids.optional(),
});

/** People who join or leave a group. Whoever is in already, or out already, stays as they are. */
export const groupMembersSchema = z.object({ id: idSchema, add: ids.default([]), remove: ids.default([]) });

/** A group with its own roles and members; what it inherits follows from `parentId`. */
export interface GroupSummary {
  id: string;
  parentId: string | null;
  name: string;
  description: string;
  version: number;
  roles: { id: string; name: string; level: number }[];
  /** How many people are in it themselves. */
  members: number;
}
