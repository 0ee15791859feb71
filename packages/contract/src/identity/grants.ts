import { z } from 'zod';
import { idSchema } from '../core/identifiers.ts';
import { groupChangeSchema, groupMembersSchema } from './groups.ts';
import { permissions } from './permissions.ts';
import type { Condition } from './rights/condition.ts';
import { rightSchema, subjectSchema } from './rights/effective-rights.ts';
import type { Scope } from './rights/scope.ts';
import { roleChangeSchema, userRolesSchema } from './role-inputs.ts';

/** One permission given to one person beside their roles: why, and until when. */
export const newGrantSchema = rightSchema.safeExtend({
  userId: idSchema,
  reason: z.string().trim().min(3).max(500),
  /** ISO 8601 in UTC; null without end. */
  expiresAt: z.iso.datetime().nullable().default(null),
});

/** A change of rights that is not made yet; each like the input of the command of its name. */
export const rightsChangeSchema = z.discriminatedUnion('kind', [
  userRolesSchema.extend({ kind: z.literal('set_user_roles') }),
  roleChangeSchema.extend({ kind: z.literal('change_role') }),
  groupChangeSchema.extend({ kind: z.literal('change_group') }),
  groupMembersSchema.extend({ kind: z.literal('change_members') }),
  newGrantSchema.safeExtend({ kind: z.literal('grant') }),
  z.object({ kind: z.literal('revoke_grant'), id: idSchema }),
]);

/** One of the changes of {@link rightsChangeSchema}. */
export type RightsChange = z.output<typeof rightsChangeSchema>;

/** "Why can this person do this?": with a record, or for any. */
export const whySchema = z.object({
  userId: idSchema,
  permission: z.enum(permissions),
  subject: subjectSchema.optional(),
});

/** A grant as lists show it. */
export interface GrantSummary {
  id: string;
  userId: string;
  permission: string;
  scope: Scope;
  conditions: Condition[];
  reason: string;
  /** ISO 8601 in UTC; null without end. */
  expiresAt: string | null;
  createdAt: string;
  grantedBy: string | null;
}

/** How a permission would be held after a change, and how it is held now; empty for not at all. */
export interface RightsDifference {
  permission: string;
  before: { scope: Scope; conditions: Condition[] }[];
  after: { scope: Scope; conditions: Condition[] }[];
}

/** What a change would do: how many people it concerns, and what differs for the first of them. */
export interface RightsPreview {
  affected: number;
  people: { userId: string; name: string; levelBefore: number; levelAfter: number; differences: RightsDifference[] }[];
}
