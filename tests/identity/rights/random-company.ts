import type { Condition } from '@muster/contract/identity/rights/condition';
import type { Subject } from '@muster/contract/identity/rights/effective-rights';
import { governedTables, governedWrites } from '@muster/contract/identity/rights/row-rights';
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

type Table = keyof typeof governedWrites;

const conditions: Record<Table, fc.Arbitrary<Condition>> = {
  user: fc.oneof(
    fc.constantFrom<Condition>(
      { field: 'status', operator: 'is', value: 'active' },
      { field: 'status', operator: 'is_not', value: 'active' },
      { field: 'locale', operator: 'one_of', value: ['fr', 'de'] },
      { field: 'homeLocationId', operator: 'one_of', value: [idOf('location', 0), idOf('location', 2)] },
      { field: 'homeLocationId', operator: 'is', value: null },
    ),
  ),
  location: fc.constantFrom<Condition>(
    { field: 'trucks', operator: 'at_least', value: 3 },
    { field: 'trucks', operator: 'at_most', value: 3.5 },
    { field: 'trucks', operator: 'one_of', value: [0, 2, 4] },
    { field: 'customerCare', operator: 'is', value: true },
    { field: 'storage', operator: 'one_of', value: ['pod', 'none'] },
    { field: 'missing', operator: 'is', value: null },
    { field: 'ownership', operator: 'at_least', value: 1 },
  ),
  board: fc.constantFrom<Condition>(
    { field: 'kind', operator: 'is', value: 'team' },
    { field: 'tenantAccess', operator: 'is_not', value: 'none' },
    { field: 'kind', operator: 'includes', value: 'team' },
    { field: 'ownerId', operator: 'one_of', value: [idOf('user', 0), idOf('user', 1)] },
  ),
  employee: fc.constantFrom<Condition>(
    { field: 'department', operator: 'is', value: 'Moves' },
    { field: 'title', operator: 'is_not', value: 'Lead' },
    { field: 'homeLocationId', operator: 'is', value: idOf('location', 1) },
  ),
};

const readable = fc.constantFrom<keyof typeof governedTables>('user', 'location', 'board');
const writable = fc.constantFrom<Table>('user', 'location', 'board', 'employee');

function rightOn(table: Table, permission: fc.Arbitrary<string>) {
  return fc.record({
    permission,
    scope: fc.constantFrom<Scope>(...scopes),
    conditions: fc.array(conditions[table], { maxLength: 2 }),
  });
}

/** A right to read rows of one of the governed tables, or to change them. */
const right = fc.oneof(
  readable.chain((table) => rightOn(table, fc.constant<string>(governedTables[table]))),
  writable.chain((table) => rightOn(table, fc.constantFrom<string>(...governedWrites[table]))),
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
      profile: fc.option(
        fc.record({ department: fc.constantFrom('Moves', null), title: fc.constantFrom('Lead', 'Driver') }),
      ),
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
      rights: fc.uniqueArray(right, { maxLength: 5, selector: ({ permission }) => permission }),
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
  'employee',
  '"user"',
  'location',
];

type Insert = (table: string, row: Record<string, unknown>) => void;

/** Writes a random company into the database in place of what the tenant had, past all commands and their guards. */
export async function writeCompany(database: TestDatabase, tenantId: string, company: RandomCompany): Promise<void> {
  await database.query(tables.map((table) => `delete from ${table} where tenant_id = '${tenantId}'`).join('; '));
  const rows = new Map<string, Record<string, unknown>[]>();
  const insert: Insert = (table, row) => {
    rows.set(table, [...(rows.get(table) ?? []), { tenant_id: tenantId, ...row }]);
  };
  for (const write of [writeLocations, writeRoles, writeGroups, writeUsers, writeBoards, writeGrants]) {
    write(insert, company);
  }
  for (const [table, all] of rows) {
    const columns = Object.keys(all[0] ?? {}).join(', ');
    await database.query(
      `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(all)],
    );
  }
}

function at(location: number | null): string | null {
  return location === null ? null : idOf('location', location);
}

function writeLocations(insert: Insert, { locations }: RandomCompany): void {
  for (const [index, { customerCare, ...fields }] of locations.entries()) {
    const id = idOf('location', index);
    insert('location', { id, name: `L${index}`, time_zone: 'UTC', customer_care: customerCare, ...fields });
  }
}

function writeRoles(insert: Insert, { roles }: RandomCompany): void {
  for (const [index, { level, rights }] of roles.entries()) {
    const id = idOf('role', index);
    insert('role', { id, key: `r${index}`, name: `R${index}`, level });
    for (const held of rights) insert('role_permission', { role_id: id, ...held });
  }
}

function writeGroups(insert: Insert, { groups }: RandomCompany): void {
  for (const [index, { parent, roles }] of groups.entries()) {
    const id = idOf('group', index);
    const above = parent !== null && index > 0 ? idOf('group', parent % index) : null;
    insert('user_group', { id, name: `G${index}`, parent_id: above });
    for (const role of roles) insert('group_role', { group_id: id, role_id: idOf('role', role) });
  }
}

function writeUsers(insert: Insert, { users }: RandomCompany): void {
  for (const [index, { status, locale, home, also, roles, groups, profile }] of users.entries()) {
    const id = idOf('user', index);
    const email = `u${index}@random.test`;
    insert('"user"', { id, email, name: `U${index}`, color: '#000', status, locale, location_id: at(home) });
    for (const location of also) insert('user_location', { user_id: id, location_id: at(location) });
    if (profile) insert('employee', { user_id: id, availability: [], ...profile });
    for (const role of roles) insert('user_role', { user_id: id, role_id: idOf('role', role) });
    for (const group of groups) insert('group_member', { user_id: id, group_id: idOf('group', group) });
  }
}

function writeBoards(insert: Insert, { boards }: RandomCompany): void {
  for (const [index, { kind, tenantAccess, owner, location, members }] of boards.entries()) {
    const [id, documentId, ownerId] = [idOf('board', index), idOf('document', index), idOf('user', owner)];
    insert('document', { id: documentId, name: `board/${id}`, kind: 'board' });
    const reach = { owner_id: ownerId, location_id: at(location), tenant_access: tenantAccess };
    insert('board', { id, name: `B${index}`, kind, document_id: documentId, ...reach });
    for (const user of members) insert('board_member', { board_id: id, user_id: idOf('user', user), access: 'viewer' });
  }
}

function writeGrants(insert: Insert, { grants }: RandomCompany): void {
  const day = 86_400_000;
  const ends = { over: new Date(Date.now() - day), later: new Date(Date.now() + day), open: null, revoked: null };
  for (const [index, { user, right: given, state }] of grants.entries()) {
    const ended = { expires_at: ends[state], revoked_at: state === 'revoked' ? new Date() : null };
    insert('user_grant', {
      id: idOf('grant', index),
      user_id: idOf('user', user),
      ...given,
      reason: 'random',
      ...ended,
    });
  }
}

/** The company's records as decisions see them, worked out from the lists and not by the server's code. */
export function subjectsOf(tenantId: string, company: RandomCompany): Record<Table | 'profile', Map<string, Subject>> {
  const branches = (index: number | null) => (index === null ? [] : [idOf('location', index)]);
  // Everybody has one as far as decisions go, be it empty; a row only those of whom something is known.
  const profiles = new Map<string, Subject>(
    company.users.map(({ home, also, profile }, index) => {
      const id = idOf('user', index);
      const locationIds = [...branches(home), ...also.flatMap(branches)];
      const fields = { department: null, title: null, ...profile, homeLocationId: at(home) };
      return [id, { tenantId, ownerIds: [id], locationIds, fields }];
    }),
  );
  return {
    user: new Map(
      company.users.map(({ status, locale, home, also }, index) => {
        const id = idOf('user', index);
        const locationIds = [...branches(home), ...also.flatMap(branches)];
        return [id, { tenantId, ownerIds: [id], locationIds, fields: { status, locale, homeLocationId: at(home) } }];
      }),
    ),
    employee: new Map(
      [...profiles].filter(([id]) => company.users.some((user, index) => user.profile && idOf('user', index) === id)),
    ),
    profile: profiles,
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
          {
            tenantId,
            ownerIds,
            locationIds: branches(location),
            fields: { kind, tenantAccess, ownerId: ownerIds[0] ?? null },
          },
        ];
      }),
    ),
  };
}

/** How many people a random company has. */
export const peopleCount = counts.users;
