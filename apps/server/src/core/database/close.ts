import { closePools } from './pools.ts';
import { StatementConnection } from './StatementConnection.ts';
import { closeTenantClients } from './with-tenant.ts';

/** Ends every client and connection; the last thing a process does. */
export async function closeDatabase(): Promise<void> {
  await closeTenantClients();
  await Promise.all([closePools(), StatementConnection.closeAll()]);
}
