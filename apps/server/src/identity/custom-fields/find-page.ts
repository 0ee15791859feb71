import type { Page, PageInput } from '@muster/contract/core/pagination';
import type { CustomFieldQuery } from '@muster/contract/identity/custom-fields/filter';
import { type Actor, hasPermission, type UserActor } from '../../core/actor.ts';
import { Prisma, readTenant } from '../../core/database/index.ts';
import { forbidden } from '../../core/errors.ts';
import { definitionsOf } from './definitions.ts';
import { filterCondition } from './filter-conditions.ts';
import { behind, type Place, readPlace, type Stretch, stretchesOf, writePlace } from './list-order.ts';
import { type CustomFieldOwner, tableOf } from './owners.ts';

/** Rows that are looked at together; each further look takes twice as many. */
const firstLook = 200;
const largestLook = 3200;

interface Key {
  id: string;
  value: string | null;
}

/** Whether a list is asked for by custom fields at all. */
export function asksForFields({ customFields, sort }: CustomFieldQuery): boolean {
  return sort !== undefined || (customFields !== undefined && customFields.length > 0);
}

/**
 * A page of a list by custom fields. Their filters and order give the ids; `find` reads those of them that the list
 * lets through by all its other rules, which it alone knows, in any order.
 */
export async function findPage<Row extends { id: string }>(
  owner: CustomFieldOwner,
  actor: UserActor,
  { cursor, limit, ...query }: PageInput & CustomFieldQuery,
  find: (ids: string[]) => Promise<Row[]>,
): Promise<Page<Row>> {
  if (!hasPermission(actor, 'identity:custom-field:read')) throw forbidden('filter or sort by custom fields');
  const source = await sourceOf(owner, actor, query);
  const found: { row: Row; place: Place }[] = [];
  let place = readPlace(cursor) ?? { stretch: 0, id: '', value: '' };
  for (let size = firstLook; found.length <= limit; size = Math.min(2 * size, largestLook)) {
    const stretch = source.stretches[place.stretch];
    if (!stretch) break;
    const keys = await readTenant(actor).$queryRaw<Key[]>(statement(source, stretch, place, size));
    const rows = new Map((await find(keys.map(({ id }) => id))).map((row) => [row.id, row]));
    for (const { id, value } of keys) {
      const row = rows.get(id);
      place = { ...place, id, value: value ?? '' };
      if (row) found.push({ row, place });
    }
    if (keys.length < size) place = { stretch: place.stretch + 1, id: '', value: '' };
  }
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ row }) => row),
    nextCursor: found.length > limit && last ? writePlace(last.place) : null,
  };
}

interface Source {
  table: Prisma.Sql;
  stretches: Stretch[];
  conditions: Prisma.Sql[];
}

async function sourceOf(owner: CustomFieldOwner, actor: Actor, query: CustomFieldQuery): Promise<Source> {
  const { tenantId } = actor;
  const fields = await definitionsOf(tenantId, owner.entity);
  const filters = (query.customFields ?? []).map((filter) => filterCondition(tenantId, fields, filter));
  const reach = owner.reach ? [owner.reach(actor)] : [];
  return {
    table: tableOf(owner),
    stretches: stretchesOf(owner, tenantId, fields, query.sort),
    conditions: [Prisma.sql`e.tenant_id = ${tenantId}::uuid`, ...filters, ...reach],
  };
}

function statement({ table, conditions }: Source, stretch: Stretch, place: Place, size: number): Prisma.Sql {
  const { join, condition, expression, id } = stretch;
  const all = [...conditions, condition, ...(place.id ? [behind(stretch, place)] : [])];
  const direction = Prisma.raw(stretch.descending ? 'desc' : 'asc');
  const order = expression
    ? Prisma.sql`${expression} ${direction}, ${id} ${direction}`
    : Prisma.sql`${id} ${direction}`;
  return Prisma.sql`
    select e.id::text as id, (${expression ?? Prisma.sql`null`})::text as value from ${table} e ${join}
    where ${Prisma.join(all, ' and ')} order by ${order} limit ${size}`;
}

/** The statement that finds the first rows of a list, for looking at how the database would run it. */
export async function firstStatement(
  owner: CustomFieldOwner,
  actor: Actor,
  query: CustomFieldQuery,
): Promise<Prisma.Sql> {
  const source = await sourceOf(owner, actor, query);
  const [first] = source.stretches;
  if (!first) throw new Error('A list has an order.');
  return statement(source, first, { stretch: 0, id: '', value: '' }, firstLook);
}
