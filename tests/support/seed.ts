import { defaultRoles } from '@muster/contract/identity/roles';
import { systemActor } from '../../apps/server/src/core/actor.ts';
import { closeDatabase, openDatabase } from '../../apps/server/src/core/database/index.ts';
import { createTenant, createUser } from '../../apps/server/src/identity/index.ts';

/** The password of every seeded account. */
export const seededPassword = 'a password for tests';

/** The two companies of every test database; they must never learn of each other. */
export const seededTenants = [
  { name: 'Acme Moving', domain: 'acme.test' },
  { name: 'Brook Plumbing', domain: 'brook.test' },
] as const;

/** Address of the person with a role: `emailOf('manager')` works at Acme, `emailOf('manager', 'brook.test')` at Brook. */
export function emailOf(roleKey: string, domain: string = 'acme.test'): string {
  return `${roleKey}@${domain}`;
}

/** Fills an empty, migrated database with the two companies, each with one person per role and one address they share. */
export async function seed(databaseUrl: string): Promise<void> {
  openDatabase(databaseUrl);
  try {
    for (const tenant of seededTenants) await seedTenant(tenant);
  } finally {
    await closeDatabase();
  }
}

async function seedTenant({ name, domain }: { name: string; domain: string }): Promise<void> {
  const tenant = await createTenant({ name });
  const actor = systemActor(tenant.id);
  for (const role of defaultRoles) {
    const roleId = tenant.roleIds.get(role.key) ?? '';
    const person = { name: `${role.name} of ${name}`, email: emailOf(role.key, domain), password: seededPassword };
    await createUser(actor, { ...person, roleIds: [roleId] });
  }
  const both = { name: `Consultant at ${name}`, email: 'consultant@both.test', password: seededPassword };
  await createUser(actor, { ...both, roleIds: [tenant.roleIds.get('manager') ?? ''] });
}
