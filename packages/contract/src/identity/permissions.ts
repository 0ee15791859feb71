/** Every permission there is, `{resource}:{entity}:{action}`. A procedure names exactly one of them. */
export const permissions = [
  'identity:user:read',
  'identity:user:manage',
  'identity:employee:read',
  'identity:employee:manage',
  'identity:pay:read',
  'identity:pay:manage',
  'identity:role:read',
  'identity:role:manage',
  'identity:group:manage',
  'identity:grant:manage',
  'identity:location:read',
  'identity:location:manage',
  'identity:custom-field:read',
  'identity:custom-field:manage',
  'identity:audit:read',
  'identity:session:manage',
  'identity:security:manage',
  'work:board:read',
  'work:board:create',
  'work:board:update',
  'work:board:delete',
  'work:board:share',
  'work:card:read',
  'work:card:update',
  'collaboration:document:read',
  'collaboration:document:manage',
  'collaboration:version:read',
  'collaboration:version:create',
  'collaboration:version:restore',
] as const;

/** One of {@link permissions}. */
export type Permission = (typeof permissions)[number];

/** The kind of record that a permission is about: `identity:user` of `identity:user:read`. */
export function entityOf(permission: string): string {
  return permission.split(':').slice(0, 2).join(':');
}

/** Whether a text, read from a row or an address, names a permission that exists. */
export function isPermission(text: string): text is Permission {
  return (permissions as readonly string[]).includes(text);
}
