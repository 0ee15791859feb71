import type { Permission } from './permissions.ts';
import { permissions } from './permissions.ts';
import type { Right } from './rights/effective-rights.ts';
import type { Scope } from './rights/scope.ts';

/** A role as every new tenant gets it; `level` runs from 0 to 100 and orders who stands above whom. */
export interface RoleDefinition {
  key: string;
  name: string;
  level: number;
  permissions: readonly Permission[];
  /** Where a permission reaches less, or more, than the whole company. */
  scopes?: Readonly<Partial<Record<Permission, Scope>>>;
}

const reader: readonly Permission[] = [
  'identity:session:manage',
  'identity:user:read',
  'identity:employee:read',
  'identity:location:read',
  'identity:custom-field:read',
  'work:board:read',
  'work:card:read',
  'collaboration:version:read',
];

const member: readonly Permission[] = [
  ...reader,
  'work:board:create',
  'work:board:update',
  'work:board:delete',
  'work:board:share',
  'work:card:update',
  'collaboration:version:create',
  'collaboration:version:restore',
];

/** Everybody may look at their own profile as an employee, few at others'. */
const ownProfile = { 'identity:employee:read': 'own' } as const;

/** The roles that every tenant starts with. A manager and above may act on team boards they were not invited to. */
export const defaultRoles: readonly RoleDefinition[] = [
  { key: 'super_admin', name: 'Super admin', level: 100, permissions },
  { key: 'c_suite', name: 'Executive', level: 90, permissions },
  {
    key: 'manager',
    name: 'Manager',
    level: 70,
    permissions: [
      ...member,
      'identity:user:manage',
      'identity:employee:manage',
      'identity:role:read',
      'identity:grant:manage',
      'identity:location:manage',
      'identity:audit:read',
    ],
  },
  { key: 'sales', name: 'Sales', level: 50, permissions: member, scopes: ownProfile },
  { key: 'support', name: 'Support', level: 50, permissions: member, scopes: ownProfile },
  { key: 'developer', name: 'Developer', level: 50, permissions: member, scopes: ownProfile },
  { key: 'dispatcher', name: 'Dispatcher', level: 50, permissions: member, scopes: ownProfile },
  { key: 'finance', name: 'Finance', level: 50, permissions: [...member, 'identity:pay:read'] },
  { key: 'auditor', name: 'Auditor', level: 30, permissions: [...reader, 'identity:role:read', 'identity:audit:read'] },
  { key: 'technician', name: 'Technician', level: 30, permissions: member, scopes: ownProfile },
  { key: 'driver', name: 'Driver', level: 30, permissions: member, scopes: ownProfile },
  { key: 'mover', name: 'Mover', level: 30, permissions: member, scopes: ownProfile },
  { key: 'viewer', name: 'Viewer', level: 10, permissions: reader, scopes: ownProfile },
  { key: 'customer', name: 'Customer', level: 5, permissions: ['identity:session:manage'] },
];

/** What a role holds, as rights with their reach. */
export function rightsOfRole({ permissions: held, scopes = {} }: RoleDefinition): Right[] {
  return held.map((permission) => ({ permission, scope: scopes[permission] ?? 'tenant', conditions: [] }));
}
