import type { Condition } from '@muster/contract/identity/rights/condition';
import type { Subject } from '@muster/contract/identity/rights/effective-rights';
import { governedTables } from '@muster/contract/identity/rights/row-rights';
import { type Scope, scopes } from '@muster/contract/identity/rights/scope';
import fc from 'fast-check';
import type { TestDatabase } from '../../support/database.ts';

/** Ids are counted, so that a failing example can be read. */
export function idOf(
  kind: 'location' | 'user' | 'board' | 'role' | 'group' | 'grant' | 'document',
  index: number,
): string {
  const kinds = ['location', 'user', 'board', 'role', 'group', 'grant', 'document'];
  return `019b0000-0000-7000-8000-0000${kinds.indexOf(kind).toString().padStart(2, '0')}${index.toString().padStart(6, '0')}`;
}

const counts = { locations: 3, users: 5, boards: 6, roles: 3, groups: 4, grants: 3 } as const;
const below = (count: number) => fc.nat({ max: count - 1 });
const some = (count: number) => fc.subarray(Array.from({ length: count }, (_, index) => index));

type Table = keyof typeof governedTables;

const conditions: Record<Table, fc.Arbitrary<Condition>> = {
  user: fc.oneof(
    fc.constantFrom<Condition>(
      { field: 'status', operator: 'is', value: 'active' },
      { field: 'status', operator: 'is_not', value: 'active' },
      { field: 'locale', operator: 'one_of', value: ['fr', 'de'] },
    ),
  ),
  location: fc.constantFrom<Condition>(
    { field: 'trucks', operator: 'at_least', value: 3 },
    { field: 'trucks', operator: 'at_most', value: 3.5 },
    { field: 'customerCare', operator: 'is', value: true },
    { field: 'storage', operator: 'one_of', value: ['pod', 'none'] },
    { field: 'missing', operator: 'is', value: null },
    { field: 'ownership', operator: 'at_least', value: 1 },
  ),
  board: fc.constantFrom<Condition>(
    { field: 'kind', operator: 'is', value: 'team' },
    { field: 'tenantAccess', operator: 'is_not', value: 'none' },
    { field: 'kind', operator: 'includes', value: 'team' },
  ),
};

/** A right on one of the governed tables. */
const right = fc.constantFrom<Table>('user', 'location', 'board').chain((table) =>
  fc.record({
    permission: fc.constant(governedTables[table]),
    scope: fc.constantFrom<Scope>(...scopes),
    conditions: fc.array(conditions[table], { maxLength: 2 }),
  }),
);

/** A company with its people, branches, boards, roles, groups and grants, as lists by number. */
export const randomCompany = fc.record({
  locations: fc.array(
    fc.record({
      ownership: fc.constantFrom('corporate', 'franchise'),
      storage: fc.constantFrom('pod', 'locker', 'none'),
      trucks: fc.nat({ max: 6 }),
      customerCare: fc.boolean(),
    }),
    { minLength: counts.locations, maxLength: counts.locations },
  ),
  users: fc.array(
    fc.record({
      status: fc.constantFrom('active', 'deactivated'),
      locale: fc.constantFrom('en', 'fr'),
      home: fc.option(below(counts.locations)),
      also: some(counts.locations),
      roles: some(counts.roles),
      groups: some(counts.groups),
    }),
    { minLength: counts.users, maxLength: counts.users },
  ),
  boards: fc.array(
    fc.record({
      kind: fc.constantFrom('personal', 'team'),
      tenantAccess: fc.constantFrom('none', 'viewer', 'editor'),
      owner: below(counts.users),
      location: fc.option(below(counts.locations)),
      members: some(counts.users),
    }),
    { minLength: counts.boards, maxLength: counts.boards },
  ),
  roles: fc.array(
    fc.record({
      level: fc.nat({ max: 100 }),
      rights: fc.uniqueArray(right, { maxLength: 3, selector: ({ permission }) => permission }),
    }),
    { minLength: counts.roles, maxLength: counts.roles },
  ),
  // A group stands below one of a smaller number, so that there is no circle.
  groups: fc.array(fc.record({ parent: fc.option(fc.nat({ max: 10 })), roles: some(counts.roles) }), {
    minLength: counts.groups,
    maxLength: counts.groups,
  }),
  grants: fc.array(
    fc.record({
      user: below(counts.users),
      right,
      state: fc.constantFrom<'open' | 'over' | 'revoked' | 'later'>('open', 'over', 'revoked', 'later'),
    }),
    {
      maxLength: counts.grants,
    },
  ),
});

/** What {@link randomCompany} makes. */
export type RandomCompany = typeof randomCompany extends fc.Arbitrary<infer Company> ? Company : never;

const tables = [
  'board_member',
  'board',
  'document',
  'user_grant',
  'group_member',
  'group_role',
  'user_group',
  'user_role',
  'role_permission',
  'role',
  'user_location',
  '"user"',
  'location',
];

type Insert = (table: string, columns: string, ...values: unknown[]) => Promise<unknown>;

/** Writes a random company into the database in place of what the tenant had, past all commands and their guards. */
export async function writeCompany(database: TestDatabase, tenantId: string, company: RandomCompany): Promise<void> {
  for (const table of tables) await database.query(`delete from ${table} where tenant_id = $1`, [tenantId]);
  const insert: Insert = (table, columns, ...values) => {
    const places = values.map((_, index) => `$${index + 2}`).join(', ');
    return database.query(`insert into ${table} (tenant_id, ${columns}) values ($1, ${places})`, [tenantId, ...values]);
  };
  await writeLocations(insert, company);
  await writeRoles(insert, company);
  await writeGroups(insert, company);
  await writeUsers(insert, company);
  await writeBoards(insert, company);
  await writeGrants(insert, company);
}

function at(location: number | null): string | null {
  return location === null ? null : idOf('location', location);
}

async function writeLocations(insert: Insert, { locations }: RandomCompany): Promise<void> {
  const columns = 'id, name, time_zone, ownership, storage, trucks, customer_care';
  for (const [index, { ownership, storage, trucks, customerCare }] of locations.entries()) {
    const id = idOf('location', index);
    await insert('location', columns, id, `L${index}`, 'UTC', ownership, storage, trucks, customerCare);
  }
}

async function writeRoles(insert: Insert, { roles }: RandomCompany): Promise<void> {
  const columns = 'role_id, permission, scope, conditions';
  for (const [index, { level, rights }] of roles.entries()) {
    const id = idOf('role', index);
    await insert('role', 'id, key, name, level', id, `r${index}`, `R${index}`, level);
    for (const { permission, scope, conditions: held } of rights) {
      await insert('role_permission', columns, id, permission, scope, JSON.stringify(held));
    }
  }
}

async function writeGroups(insert: Insert, { groups }: RandomCompany): Promise<void> {
  for (const [index, { parent, roles }] of groups.entries()) {
    const id = idOf('group', index);
    const above = parent !== null && index > 0 ? idOf('group', parent % index) : null;
    await insert('user_group', 'id, name, parent_id', id, `G${index}`, above);
    for (const role of roles) await insert('group_role', 'group_id, role_id', id, idOf('role', role));
  }
}

async function writeUsers(insert: Insert, { users }: RandomCompany): Promise<void> {
  const columns = 'id, email, name, color, status, locale, location_id';
  for (const [index, { status, locale, home, also, roles, groups }] of users.entries()) {
    const id = idOf('user', index);
    await insert('"user"', columns, id, `u${index}@random.test`, `U${index}`, '#000', status, locale, at(home));
    for (const location of also) await insert('user_location', 'user_id, location_id', id, at(location));
    for (const role of roles) await insert('user_role', 'user_id, role_id', id, idOf('role', role));
    for (const group of groups) await insert('group_member', 'user_id, group_id', id, idOf('group', group));
  }
}

async function writeBoards(insert: Insert, { boards }: RandomCompany): Promise<void> {
  const columns = 'id, name, kind, tenant_access, owner_id, document_id, location_id';
  for (const [index, { kind, tenantAccess, owner, location, members }] of boards.entries()) {
    const [id, documentId] = [idOf('board', index), idOf('document', index)];
    await insert('document', 'id, name, kind', documentId, `board/${id}`, 'board');
    await insert('board', columns, id, `B${index}`, kind, tenantAccess, idOf('user', owner), documentId, at(location));
    for (const user of members)
      await insert('board_member', 'board_id, user_id, access', id, idOf('user', user), 'viewer');
  }
}

async function writeGrants(insert: Insert, { grants }: RandomCompany): Promise<void> {
  const day = 86_400_000;
  const columns = 'id, user_id, permission, scope, conditions, reason, expires_at, revoked_at';
  for (const [index, { user, right: given, state }] of grants.entries()) {
    const expiresAt = {
      over: new Date(Date.now() - day),
      later: new Date(Date.now() + day),
      open: null,
      revoked: null,
    }[state];
    const { permission, scope } = given;
    const revokedAt = state === 'revoked' ? new Date() : null;
    const held = JSON.stringify(given.conditions);
    await insert(
      'user_grant',
      columns,
      idOf('grant', index),
      idOf('user', user),
      permission,
      scope,
      held,
      'random',
      expiresAt,
      revokedAt,
    );
  }
}

/** The company's records as decisions see them, worked out from the lists and not by the server's code. */
export function subjectsOf(tenantId: string, company: RandomCompany): Record<Table, Map<string, Subject>> {
  const branches = (index: number | null) => (index === null ? [] : [idOf('location', index)]);
  return {
    user: new Map(
      company.users.map(({ status, locale, home, also }, index) => {
        const id = idOf('user', index);
        const locationIds = [...branches(home), ...also.flatMap(branches)];
        return [id, { tenantId, ownerIds: [id], locationIds, fields: { status, locale } }];
      }),
    ),
    location: new Map(
      company.locations.map((fields, index) => {
        const id = idOf('location', index);
        return [id, { tenantId, ownerIds: [], locationIds: [id], fields }];
      }),
    ),
    board: new Map(
      company.boards.map(({ kind, tenantAccess, owner, location, members }, index) => {
        const ownerIds = [owner, ...members].map((user) => idOf('user', user));
        return [
          idOf('board', index),
          { tenantId, ownerIds, locationIds: branches(location), fields: { kind, tenantAccess } },
        ];
      }),
    ),
  };
}

/** How many people a random company has. */
export const peopleCount = counts.users;
