import type pg from 'pg';
import { type DatabaseRole, poolOf } from './pools.ts';

/** Runs `work` in one transaction under a role that is not bound to a tenant (sign-in, relay, document log). */
export function withRole<Result>(
  role: Exclude<DatabaseRole, 'muster_app' | 'muster_projection'>,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  return inTransaction(role, undefined, work);
}

/** Runs `work` in one transaction of one tenant, as the only role that may write rows projected from documents. */
export function withProjection<Result>(
  tenantId: string,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  return inTransaction('muster_projection', tenantId, work);
}

async function inTransaction<Result>(
  role: DatabaseRole,
  tenantId: string | undefined,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await poolOf(role).connect();
  let broken = false;
  try {
    await begin(client, tenantId);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Both statements in one round trip. */
async function begin(client: pg.PoolClient, tenantId: string | undefined): Promise<void> {
  const statements: Promise<unknown>[] = [client.query('BEGIN')];
  if (tenantId) statements.push(client.query("select set_config('app.tenant_id', $1, true)", [tenantId]));
  await Promise.all(statements);
}
