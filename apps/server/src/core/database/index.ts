export { closeDatabase } from './close.ts';
export { type BinaryRow, copyRows } from './copy-rows.ts';
export { Prisma } from './generated/client.ts';
export type { DatabaseRole } from './pools.ts';
export { closePools, connectionOptions, openDatabase, poolOf } from './pools.ts';
export { withProjection, withRole } from './with-role.ts';
export type { TenantTransaction } from './with-tenant.ts';
export { changeWithin, readTenant, withTenant } from './with-tenant.ts';
