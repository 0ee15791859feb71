import { z } from 'zod';
import { idSchema } from '../../core/identifiers.ts';
import { permissions } from '../permissions.ts';
import type { Condition, FieldValue } from './condition.ts';
import { conditionSchema } from './condition.ts';
import type { Scope } from './scope.ts';
import { scopeSchema } from './scope.ts';
import { fits } from './subject-fields.ts';

/** One step of the way on which a person came to a permission. */
export type Via =
  | { kind: 'group'; id: string; name: string }
  | { kind: 'role'; id: string; name: string; level: number }
  | { kind: 'grant'; id: string; reason: string; grantedBy: string | null };

/** A permission as it is held: how far it reaches, under which conditions, until when, and by which way. */
export interface Holding {
  scope: Scope;
  /** All must hold. */
  conditions: readonly Condition[];
  /** ISO 8601 in UTC; null without end. */
  expiresAt: string | null;
  /** From the group that the person is in, over the groups above it, to the role; or the grant alone. */
  via: readonly Via[];
}

/** Everything a person may do in one company, resolved from roles, groups and grants. */
export interface EffectiveRights {
  tenantId: string;
  userId: string;
  /** Level of the highest role, 0–100. */
  level: number;
  /** Where the person belongs; null for nowhere. */
  homeLocationId: string | null;
  /** All branches where the person works, the home branch included. */
  locationIds: readonly string[];
  /** Holdings by permission; a permission that is not held has no entry. */
  holdings: Readonly<Record<string, readonly Holding[]>>;
}

/** What a decision needs to know of a record. */
export interface Subject {
  tenantId: string;
  /** Whose record it is; several for what is shared. */
  ownerIds: readonly string[];
  /** The branches that it belongs to. */
  locationIds: readonly string[];
  fields: Readonly<Record<string, FieldValue>>;
}

/** A permission with its reach, as roles hold it and grants give it. Conditions must fit the permission's records. */
export const rightSchema = z
  .object({
    permission: z.enum(permissions),
    scope: scopeSchema,
    conditions: z.array(conditionSchema).max(10).default([]),
  })
  .refine(({ permission, conditions }) => conditions.every((condition) => fits(permission, condition)), {
    message: 'A condition names a field, an operator or a value that records of this permission do not have.',
  });

/** One of the rights that a role holds or a grant gives. */
export type Right = z.infer<typeof rightSchema>;

/** A record as a caller describes it when asking why; ids that do not exist match nothing. */
export const subjectSchema = z.object({
  tenantId: idSchema,
  ownerIds: z.array(idSchema).max(100).default([]),
  locationIds: z.array(idSchema).max(100).default([]),
  fields: z.record(z.string().max(60), conditionSchema.options[0].shape.value).default({}),
});
