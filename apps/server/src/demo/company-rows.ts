import { colorOf } from '../identity/index.ts';
import { auditRow } from './audit-rows.ts';
import type { Row } from './bulk-insert.ts';
import type { Company } from './companies.ts';
import { isoInstant } from './instants.ts';
import type { Person } from './people.ts';

/** Rows by the name of their table, in an order in which they can be inserted. */
export type Tables = readonly (readonly [table: string, rows: Row[]])[];

/** What a company's rows need that is not made here: the ids of its roles by their key, and the password of all accounts. */
export interface Foundation {
  roleIds: ReadonlyMap<string, string>;
  passwordHash: string;
}

/** The branches and people of a company, as their rows. */
export function companyTables(company: Company, { roleIds, passwordHash }: Foundation): Tables {
  const { id: tenant_id, people } = company;
  return [
    ['location', locationRows(company)],
    ['user', people.map((person) => userRow(company, person))],
    ['password_credential', people.map(({ id }) => ({ tenant_id, user_id: id, hash: passwordHash }))],
    ['user_role', people.map(({ id, roleKey }) => ({ tenant_id, user_id: id, role_id: roleIds.get(roleKey) }))],
    ['audit_entry', hiringEntries(company)],
  ];
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

/** The owner's account came with the company; the owner made the others. */
function hiringEntries(company: Company): Row[] {
  const [owner] = company.people;
  return company.people.map((person, index) =>
    auditRow(company, {
      at: person.hiredAt,
      actor: index === 0 ? null : (owner ?? null),
      action: 'identity.user.created',
      entity: 'identity.user',
      entityId: person.id,
      version: 1,
      after: { name: person.name, email: person.email, locale: person.locale, locationId: person.locationId },
    }),
  );
}
