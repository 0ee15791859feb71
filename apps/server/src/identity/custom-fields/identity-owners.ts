import { Prisma } from '../../core/database/index.ts';
import type { CustomFieldOwner } from './owners.ts';
import { readableProfiles } from './person-reach.ts';
import { registerCustomFields } from './register.ts';

const byName: CustomFieldOwner['order'] = {
  expression: Prisma.sql`left(e.name, 100)`,
  type: 'text',
  descending: false,
};

/** Fields of people; they belong to the profile. */
export const personFields = registerCustomFields({
  entity: 'user',
  table: 'user',
  order: byName,
  reach: readableProfiles,
});

/** Fields of branches. */
export const locationFields = registerCustomFields({ entity: 'location', table: 'location', order: byName });
