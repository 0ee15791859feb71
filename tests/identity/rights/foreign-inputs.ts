import type { Attack, ForeignIds } from '../../rls/foreign-ids.ts';

const csv = 'name,email\nPlanted Person,planted@south.test\n';

/** How a stranger tries to reach another company's roles, groups, grants, branches and employees. */
export const rightsAttacks: Record<string, Attack> = {
  'identity.locations.create': { input: () => ({ name: 'Of a stranger', timeZone: 'UTC' }), expected: 'own_only' },
  'identity.locations.setDeleted': {
    input: ({ locationId }: ForeignIds) => ({ id: locationId, version: 1, deleted: true }),
    expected: 'not_found',
  },
  'identity.locations.update': {
    input: ({ locationId }: ForeignIds) => ({ id: locationId, version: 1, name: 'Taken' }),
    expected: 'not_found',
  },
  'identity.roles.list': { input: () => undefined, expected: 'own_only' },
  'identity.roles.create': { input: () => ({ name: 'Of a stranger', level: 1, rights: [] }), expected: 'own_only' },
  'identity.roles.update': { input: ({ roleId }) => ({ id: roleId, version: 1, level: 0 }), expected: 'not_found' },
  'identity.roles.delete': { input: ({ roleId }) => ({ id: roleId, version: 1 }), expected: 'not_found' },
  'identity.roles.assign': {
    input: ({ userId, roleId }) => ({ userId, roleIds: [roleId], version: 1 }),
    expected: 'not_found',
  },
  'identity.groups.list': { input: () => undefined, expected: 'own_only' },
  'identity.groups.members': { input: ({ groupId }) => ({ id: groupId }), expected: 'not_found' },
  'identity.groups.create': {
    input: ({ groupId }) => ({ name: 'Below a foreign one', parentId: groupId }),
    expected: 'not_found',
  },
  'identity.groups.update': {
    input: ({ groupId }) => ({ id: groupId, version: 1, roleIds: [] }),
    expected: 'not_found',
  },
  'identity.groups.setMembers': {
    input: ({ groupId, userId }) => ({ id: groupId, add: [userId] }),
    expected: 'not_found',
  },
  'identity.groups.delete': { input: ({ groupId }) => ({ id: groupId, version: 1 }), expected: 'not_found' },
  'identity.grants.list': { input: ({ userId }) => ({ userId }), expected: 'not_found' },
  'identity.grants.give': {
    input: ({ userId }) => ({ userId, permission: 'work:board:read', scope: 'tenant', reason: 'Planted' }),
    expected: 'not_found',
  },
  'identity.grants.revoke': { input: ({ grantId }) => ({ id: grantId }), expected: 'not_found' },
  'identity.rights.why': {
    input: ({ userId }) => ({ userId, permission: 'work:board:read' }),
    expected: 'not_found',
  },
  'identity.rights.preview': {
    input: ({ userId }) => ({ kind: 'set_user_roles', userId, roleIds: [], version: 1 }),
    expected: 'not_found',
  },
  'identity.employees.get': { input: ({ userId }) => ({ userId }), expected: 'not_found' },
  'identity.employees.update': {
    input: ({ userId }) => ({ userId, version: 0, title: 'Taken' }),
    expected: 'not_found',
  },
  'identity.employees.setPay': {
    input: ({ userId }) => ({ userId, version: 0, currency: 'CAD', hourlyRate: 1 }),
    expected: 'not_found',
  },
  'identity.employees.dueCertifications': { input: () => ({ limit: 200 }), expected: 'own_only' },
  'identity.employees.setPrivateNumbers': {
    input: ({ userId }) => ({ userId, version: 0, taxNumber: '046454286' }),
    expected: 'not_found',
  },
  'identity.employees.reveal': { input: ({ userId }) => ({ userId, kind: 'tax_number' }), expected: 'not_found' },
  'identity.employees.findByTaxNumber': { input: () => ({ taxNumber: '046454286' }), expected: 'own_only' },
  'identity.keyRotation.status': { input: () => undefined, expected: 'own_only' },
  'identity.keyRotation.start': { input: () => undefined, expected: 'own_only' },
  'identity.keyRotation.cancel': { input: ({ keyRotationId }) => ({ id: keyRotationId }), expected: 'not_found' },
  'identity.employees.previewImport': { input: () => ({ csv }), expected: 'own_only' },
  'identity.employees.import': { input: () => ({ csv }), expected: 'own_only' },
};
