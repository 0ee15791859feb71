import type pg from 'pg';

type Query = (query: pg.QueryConfig | string, values?: unknown[]) => Promise<pg.QueryResult>;

/** What row-level security binds a transaction to. */
export interface TenantBounds {
  tenantId: string;
  /** The contract's `RowRights` as JSON; empty when every row of the tenant is reached. */
  rowRights: string;
}

/**
 * A view of the shared pool in which every statement runs in a transaction that first names the tenant and the rows
 * that are reached. The settings are local to the transaction, so a connection goes back to the pool with nothing of
 * them left on it. `BEGIN`, the settings, the statement and `COMMIT` are pipelined: one round trip.
 */
export function tenantPool(base: pg.Pool, { tenantId, rowRights }: TenantBounds): pg.Pool {
  const nameTenant = {
    name: 'name_tenant',
    text: "select set_config('app.tenant_id', $1, true), set_config('app.row_rights', $2, true)",
    values: [tenantId, rowRights],
  };
  return Object.create(base, {
    query: {
      value: (query: pg.QueryConfig | string, values?: unknown[]) => queryAlone(base, nameTenant, query, values),
    },
    connect: { value: () => connectForTransaction(base, nameTenant) },
    // Prisma subscribes to the pool it is given; the shared pool has its own listener and outlives every tenant's view.
    on: { value: returnPool },
    removeListener: { value: returnPool },
    end: { value: async () => undefined },
  });
}

function returnPool(this: pg.Pool): pg.Pool {
  return this;
}

async function queryAlone(
  base: pg.Pool,
  nameTenant: pg.QueryConfig,
  query: pg.QueryConfig | string,
  values?: unknown[],
): Promise<pg.QueryResult> {
  const client = await base.connect();
  let failure: unknown;
  try {
    const results = await Promise.all([
      client.query('BEGIN'),
      client.query(nameTenant),
      client.query(query as pg.QueryConfig, values),
      client.query('COMMIT'),
    ]);
    return results[2];
  } catch (error) {
    failure = error;
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release(isConnectionLost(failure));
  }
}

/** A connection for Prisma's interactive transactions: it names the tenant right behind `BEGIN`. */
async function connectForTransaction(base: pg.Pool, nameTenant: pg.QueryConfig): Promise<pg.PoolClient> {
  const client = await base.connect();
  const query: Query = client.query.bind(client);
  const release = client.release.bind(client);
  const queryNamingTenant: Query = (statement, values) => {
    const result = query(statement, values);
    const text = typeof statement === 'string' ? statement : statement.text;
    // If this fails, the transaction has failed: every later statement of it answers with the error.
    if (text === 'BEGIN') query(nameTenant).catch(() => undefined);
    return result;
  };
  return Object.assign(client, {
    query: queryNamingTenant,
    release: (error?: Error | boolean) => {
      // The client's own methods come back from its prototype: wrapping what is wrapped would grow with every use.
      Reflect.deleteProperty(client, 'query');
      client.release = release;
      release(error);
    },
  });
}

/** An error without SQLSTATE comes from the connection, not from the statement: the connection is not to be used again. */
function isConnectionLost(error: unknown): boolean {
  if (error === undefined) return false;
  const { code, severity } = error as { code?: string; severity?: string };
  return severity === 'FATAL' || !code;
}
