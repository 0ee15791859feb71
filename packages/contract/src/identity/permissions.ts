/** Every permission there is, `{resource}:{entity}:{action}`. A procedure names exactly one of them. */
export const permissions = [
  'identity:user:read',
  'identity:user:manage',
  'identity:location:read',
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
  'collaboration:version:read',
  'collaboration:version:create',
  'collaboration:version:restore',
] as const;

/** One of {@link permissions}. */
export type Permission = (typeof permissions)[number];
