import type { Actor } from '../core/actor.ts';
import { recordAudit } from '../core/audit.ts';
import { type TenantTransaction, withTenant } from '../core/database/index.ts';
import { MusterError } from '../core/errors.ts';
import { newId } from '../core/identifiers.ts';
import { colorOf } from './colors.ts';
import { hashPassword } from './passwords.ts';

/** A person as their account is made. */
export interface NewUser {
  id?: string;
  name: string;
  email: string;
  password: string;
  roleIds: string[];
  locationId?: string;
  locale?: string;
}

/** Makes an account with its roles. Throws `invalid_input` when the address is already in use in the company. */
export async function createUser(actor: Actor, { password, ...input }: NewUser): Promise<{ id: string }> {
  const id = input.id ?? newId();
  const hash = await hashPassword(password);
  await withTenant(actor, (transaction) => addUser(transaction, actor, { ...input, id, hash }));
  return { id };
}

type AddedUser = Omit<NewUser, 'password'> & {
  id: string;
  /** Null for a person who signs in through an issuer only. */
  hash: string | null;
};

/** The same as a part of a larger change. */
export async function addUser(transaction: TenantTransaction, actor: Actor, input: AddedUser): Promise<void> {
  const { id, hash, name, locationId, locale = 'en', roleIds } = input;
  const { tenantId } = actor;
  const email = input.email.trim().toLowerCase();
  await requireFreeAddress(transaction, tenantId, email);
  const fields = { name, email, color: colorOf(id), locale, locationId: locationId ?? null };
  await transaction.user.create({ data: { tenantId, id, ...fields, createdById: actor.userId } });
  if (hash) await transaction.passwordCredential.create({ data: { tenantId, userId: id, hash } });
  await transaction.userRole.createMany({ data: roleIds.map((roleId) => ({ tenantId, userId: id, roleId })) });
  await recordAudit(transaction, actor, {
    action: 'identity.user.created',
    entity: 'identity.user',
    entityId: id,
    version: 1,
    after: { ...fields, roleIds },
  });
}

async function requireFreeAddress(transaction: TenantTransaction, tenantId: string, email: string): Promise<void> {
  if ((await transaction.user.count({ where: { tenantId, email } })) === 0) return;
  throw new MusterError('invalid_input', `Somebody with the address ${email} already has an account.`, {
    action: 'Use another address, or change the account that exists.',
  });
}
