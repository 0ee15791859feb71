/** Writes the companies and people of fixtures.ts into DATABASE_URL, by the same commands that the product uses. */
import { systemActor } from '../../apps/server/src/core/actor.ts';
import { closeDatabase, openDatabase } from '../../apps/server/src/core/database/index.ts';
import { createTenant, createUser } from '../../apps/server/src/identity/index.ts';
import { type Company, companies, people } from './fixtures.ts';

async function seed(company: Company): Promise<void> {
  const { id, name } = companies[company];
  const { roleIds } = await createTenant({ id, name });
  for (const { role, ...person } of people(company)) {
    const roleId = roleIds.get(role);
    if (!roleId) throw new Error(`There is no role "${role}".`);
    await createUser(systemActor(id), { ...person, roleIds: [roleId] });
  }
}

openDatabase(process.env.DATABASE_URL ?? '');
await seed('north');
await seed('south');
await closeDatabase();
