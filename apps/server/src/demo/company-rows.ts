import { defaultRoles, rightsOfRole } from '@muster/contract/identity/roles';
import { colorOf } from '../identity/index.ts';
import { auditRow } from './audit-rows.ts';
import type { Row } from './bulk-insert.ts';
import type { Company } from './companies.ts';
import { isoInstant, minute } from './instants.ts';
import type { Person } from './people.ts';

/** Rows by the name of their table, in an order in which they can be inserted. */
export type Tables = readonly (readonly [table: string, rows: Row[]])[];

/** The company itself, its branches, roles and people, as their rows. All accounts share `passwordHash`. */
export function companyTables(company: Company, passwordHash: string): Tables {
  const roleIds = new Map(
    defaultRoles.map(({ key }) => [key, company.random.stream(`role/${key}`).id(company.foundedAt)]),
  );
  return [
    ['tenant', [tenantRow(company)]],
    [
      'role',
      defaultRoles.map(({ key, name, level }) => ({ tenant_id: company.id, id: roleIds.get(key), key, name, level })),
    ],
    [
      'role_permission',
      defaultRoles.flatMap((role) =>
        rightsOfRole(role).map(({ permission, scope }) => ({
          tenant_id: company.id,
          role_id: roleIds.get(role.key),
          permission,
          scope,
        })),
      ),
    ],
    ['location', locationRows(company)],
    ['user', company.people.map((person) => userRow(company, person))],
    [
      'password_credential',
      company.people.map((person) => ({ tenant_id: company.id, user_id: person.id, hash: passwordHash })),
    ],
    [
      'user_role',
      company.people.map((person) => ({
        tenant_id: company.id,
        user_id: person.id,
        role_id: roleIds.get(person.roleKey),
      })),
    ],
    ['audit_entry', foundingEntries(company)],
  ];
}

function tenantRow({ id, name, industry, franchise, foundedAt }: Company): Row {
  const at = isoInstant(foundedAt);
  return { id, name, industry, franchise, created_at: at, updated_at: at };
}

function locationRows({ id, locations, foundedAt }: Company): Row[] {
  return locations.map((location) => ({
    tenant_id: id,
    id: location.id,
    name: location.name,
    time_zone: location.timeZone,
    address: location.address,
    ownership: location.ownership,
    trucks: location.trucks,
    storage: location.storage,
    contact_name: location.contactName,
    customer_care: location.customerCare,
    created_at: isoInstant(foundedAt),
    updated_at: isoInstant(foundedAt),
  }));
}

function userRow({ id: tenantId }: Company, { id, email, name, locale, locationId, hiredAt }: Person): Row {
  const at = isoInstant(hiredAt);
  return {
    ...{ tenant_id: tenantId, id, email, name, color: colorOf(id), locale },
    ...{ location_id: locationId, created_at: at, updated_at: at },
  };
}

/** The first account made itself; its owner made the others. */
function foundingEntries(company: Company): Row[] {
  const [owner] = company.people;
  const founding = {
    at: company.foundedAt - minute,
    actor: null,
    action: 'identity.tenant.created',
    entity: 'identity.tenant',
  };
  const { id, name, industry, franchise, people } = company;
  return [
    auditRow(company, { ...founding, entityId: id, version: 1, after: { name, industry, franchise } }),
    ...people.map((person, index) =>
      auditRow(company, {
        at: person.hiredAt,
        actor: index === 0 ? null : (owner ?? null),
        action: 'identity.user.created',
        entity: 'identity.user',
        entityId: person.id,
        version: 1,
        after: { name: person.name, email: person.email, locale: person.locale, locationId: person.locationId },
      }),
    ),
  ];
}
