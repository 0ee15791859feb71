import { z } from 'zod';
import { idSchema } from '../core/identifiers.ts';
import { pageInputSchema } from '../core/pagination.ts';
import { type Permission, permissions } from './permissions.ts';
import { emailSchema } from './sign-in.ts';
import { totpCodeSchema } from './totp.ts';

/** How long an operator of the platform may stay, in minutes: in a company, and within that as one of its people. */
export const operatorLimits = { access: 60, impersonation: 15 } as const;

/** Permissions that open sealed values. No operator ever holds one. */
const sealed: readonly Permission[] = ['identity:pay:read'];

/** What an operator holds in a company that they entered: to look at everything but sealed values. */
export const operatorPermissions: readonly Permission[] = permissions.filter(
  (permission) => permission.endsWith(':read') && !sealed.includes(permission),
);

/** Whether an operator who acts as somebody keeps this permission: of `identity` to look only, and never at what is sealed. */
export function isKeptInImpersonation(permission: string): boolean {
  if (!permission.startsWith('identity:') || permission === 'identity:session:manage') return true;
  return operatorPermissions.some((each) => each === permission);
}

/**
 * Whether an operator who acts as somebody may call a mutation of this permission. `identity` is who may do what:
 * passwords, factors, sessions, keys, roles, groups, grants, policy. Nothing of it changes in another's name.
 */
export function isMutationKeptInImpersonation(permission: string): boolean {
  return !permission.startsWith('identity:');
}

const reasonSchema = z.string().trim().min(3).max(500);

/** An operator's sign-in; there is none without the code of their app. */
export const operatorSignInSchema = z.object({
  email: emailSchema,
  password: z.string().min(1).max(1024),
  code: totpCodeSchema,
});

/** Entering a company: why (for example the number of a ticket), and a code that was not used yet. */
export const enterTenantSchema = z.object({ tenantId: idSchema, reason: reasonSchema, code: totpCodeSchema });

/** Acting as one person of the company that was entered. */
export const impersonateSchema = z.object({ userId: idSchema, reason: reasonSchema });

/** A page of companies by name. */
export const operatorTenantsSchema = pageInputSchema.extend({ search: z.string().trim().max(200).optional() });

/** A page of the stays in a company, narrowed to those of one operator or to those that are open. */
export const operatorAccessPageSchema = pageInputSchema.extend({
  operatorId: idSchema.optional(),
  open: z.boolean().optional(),
});

/** A page of what was opened: in one stay or in all, and where `target` is given only what its name contains. */
export const operatorLogPageSchema = pageInputSchema.extend({
  accessId: idSchema.optional(),
  target: z.string().trim().max(100).optional(),
});

/** How a stay or an impersonation ended. */
export type OperatorAccessEnd = 'operator' | 'administrator' | 'expired' | 'signed_out' | 'policy';

/** An operator who is signed in, with the company that they are in. */
export interface OperatorMe {
  id: string;
  name: string;
  email: string;
  access: OpenAccess | null;
}

/** The demo's operator with the code that is accepted next, from `validFrom` (ISO 8601 in UTC) on. */
export interface DemoOperator {
  email: string;
  name: string;
  password: string;
  totpSecret: string;
  code: string;
  validFrom: string;
}

/** The stay that an operator has open. */
export interface OpenAccess {
  id: string;
  tenantId: string;
  tenantName: string;
  reason: string;
  endsAt: string;
  actingAs: string | null;
}

/** A stay as the company's administrators see it; instants are ISO 8601 in UTC. */
export interface OperatorAccess {
  id: string;
  operatorId: string;
  operatorName: string;
  operatorEmail: string;
  reason: string;
  startedAt: string;
  expiresAt: string;
  /** Null while it is open. */
  endedAt: string | null;
  endedBy: OperatorAccessEnd | null;
  endedByName: string | null;
  impersonations: OperatorImpersonation[];
}

/** An operator's acting as a person, within a stay. */
export interface OperatorImpersonation {
  id: string;
  userId: string;
  userName: string;
  reason: string;
  startedAt: string;
  endedAt: string | null;
}

/** Something that an operator opened. */
export interface OperatorLogLine {
  id: string;
  at: string;
  accessId: string;
  operatorName: string;
  /** The person they acted as; null when they looked as themselves. */
  actingAs: string | null;
  kind: 'procedure' | 'document';
  target: string;
  entityIds: string[];
}
