import { closePools } from './pools.ts';
import { closeTenantClients } from './with-tenant.ts';

/** Ends every client and connection; the last thing a process does. */
export async function closeDatabase(): Promise<void> {
  await closeTenantClients();
  await closePools();
}
