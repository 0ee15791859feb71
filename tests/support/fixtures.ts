import { defaultRoles } from '@muster/contract/identity/roles';

/** Two companies, so that every test can look across the fence. */
export type Company = 'north' | 'south';

/** A person of the fixtures. */
export interface Person {
  id: string;
  name: string;
  email: string;
  password: string;
  role: string;
}

/** Everybody's password. */
export const PASSWORD = 'nineteen grey pianos';

export const companies: Record<Company, { id: string; name: string; roles: string[] }> = {
  north: {
    id: '019a0000-0000-7000-8000-000000000001',
    name: 'Northwind Movers',
    roles: defaultRoles.map(({ key }) => key),
  },
  south: {
    id: '019a0000-0000-7000-8000-000000000002',
    name: 'Southgate Removals',
    roles: ['super_admin', 'dispatcher', 'viewer'],
  },
};

/** The person who holds a role in a company; every role exists in `north`, three of them in `south`. */
export function person(role: string, company: Company = 'north'): Person {
  const index = companies[company].roles.indexOf(role);
  if (index < 0) throw new Error(`Nobody is ${role} in ${company}.`);
  const number = (company === 'north' ? 100 : 200) + index;
  return {
    id: `019a0000-0000-7000-8000-000000000${number}`,
    name: `${role.replaceAll('_', ' ')} of ${company}`,
    email: `${role}@${company}.test`,
    password: PASSWORD,
    role,
  };
}

/** Everybody in a company. */
export function people(company: Company): Person[] {
  return companies[company].roles.map((role) => person(role, company));
}
