import type { Page } from '@muster/contract/core/pagination';
import type { operatorTenantsSchema } from '@muster/contract/identity/operator';
import type { z } from 'zod';
import { poolOf } from '../../core/database/index.ts';
import { toPage } from '../../core/page.ts';

interface TenantName {
  id: string;
  name: string;
}

/** The companies of the platform by name: all that an operator knows of one before entering it. */
export async function listTenants({
  cursor,
  limit,
  search,
}: z.output<typeof operatorTenantsSchema>): Promise<Page<TenantName>> {
  const [name = '', id = ''] = cursor?.split('\n') ?? [];
  const { rows } = await poolOf('muster_operator').query<TenantName>(
    `select id, name from tenant
     where ($1::text is null or name ilike '%' || $1 || '%') and ($2::text = '' or (name, id::text) > ($2, $3))
     order by name, id::text limit $4`,
    [search?.replaceAll(/[\\%_]/g, '\\$&') ?? null, name, id, limit + 1],
  );
  return toPage(
    rows,
    limit,
    (row) => `${row.name}\n${row.id}`,
    (row) => row,
  );
}
