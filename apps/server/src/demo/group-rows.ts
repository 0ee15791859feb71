import type { Row } from './bulk-insert.ts';
import type { Company } from './companies.ts';
import type { Foundation, Tables } from './company-rows.ts';
import { day, isoInstant } from './instants.ts';
import type { Person } from './people.ts';

/** A group in words. Its members are the people of these roles, who hold its roles already or gain nothing by them. */
interface Outline {
  name: string;
  description: string;
  parent?: string;
  members: readonly string[];
  roles?: readonly string[];
}

const outlines: readonly Outline[] = [
  {
    name: 'Leadership',
    description: 'Owner, executives and branch managers.',
    members: ['super_admin', 'c_suite', 'manager'],
  },
  { name: 'Operations', description: 'Everybody who gets trucks on the road.', members: [] },
  {
    name: 'Dispatch',
    description: 'Plans the days.',
    parent: 'Operations',
    members: ['dispatcher'],
    roles: ['dispatcher'],
  },
  {
    name: 'Crews',
    description: 'Drivers and movers.',
    parent: 'Operations',
    members: ['driver', 'mover'],
    roles: ['mover'],
  },
  { name: 'Workshop', description: 'Keeps trucks running.', parent: 'Operations', members: ['technician'] },
  { name: 'Customer care', description: 'Calls, claims and complaints.', members: ['support'], roles: ['support'] },
];

/** Second branches of people who work at more than one. */
const secondBranches: readonly (readonly [name: string, branch: string])[] = [
  ['Arshdeep Sandhu', 'Downtown Toronto'],
  ['Arshdeep Sandhu', 'North York (Toronto)'],
  ['Maya Lindqvist', 'Burnaby'],
  ['Dave Kowalski', 'Burnaby'],
  ['Walter Schmidt', 'Vancouver'],
];

/** Groups with their roles and members, second branches, and rights given for a time: of the moving company only. */
export function groupTables(company: Company, { roleIds }: Foundation): Tables {
  const { id: tenant_id, people } = company;
  const at = isoInstant(company.foundedAt);
  const idOf = (name: string) => company.random.stream(`group/${name}`).id(company.foundedAt);
  const groups = outlines.map(({ name, description, parent }) => ({
    ...{ tenant_id, id: idOf(name), parent_id: parent ? idOf(parent) : null, name, description },
    ...{ created_at: at, updated_at: at },
  }));
  const roles = outlines.flatMap(({ name, roles = [] }) =>
    roles.map((key) => ({ tenant_id, group_id: idOf(name), role_id: roleIds.get(key) })),
  );
  const members = outlines.flatMap(({ name, members }) =>
    people
      .filter(({ roleKey }) => members.includes(roleKey))
      .map(({ id }) => ({ tenant_id, group_id: idOf(name), user_id: id })),
  );
  return [
    ['user_group', groups],
    ['group_role', roles],
    ['group_member', members],
    ['user_location', locationRows(company)],
    ['user_grant', grantRows(company)],
  ];
}

function locationRows({ id: tenant_id, people, locations }: Company): Row[] {
  return secondBranches.map(([name, branch]) => ({
    tenant_id,
    user_id: people.find((person) => person.name === name)?.id,
    location_id: locations.find((location) => location.name === branch)?.id,
  }));
}

/** One right that ends next month, and one that has ended. */
function grantRows(company: Company): Row[] {
  const grant = (name: string, reason: string, end: number): Row => {
    const expires_at = company.today + end * day;
    const created_at = expires_at - 40 * day;
    const find = (wanted: (person: Person) => boolean) => company.people.find(wanted)?.id;
    return {
      ...{ tenant_id: company.id, id: company.random.stream(`grant/${name}`).id(created_at) },
      ...{
        user_id: find((person) => person.name === name),
        permission: 'identity:audit:read',
        scope: 'tenant',
        conditions: [],
      },
      ...{ reason, expires_at: isoInstant(expires_at), created_at: isoInstant(created_at) },
      ...{
        created_by_id: find(({ roleKey }) => roleKey === 'super_admin'),
        expiry_told_at: end < 0 ? isoInstant(expires_at) : null,
      },
    };
  };
  return [
    grant('Emily Stewart', 'Follows up claims together with the auditor', 30),
    grant('Wei Zhang', 'Year-end review', -10),
  ];
}
