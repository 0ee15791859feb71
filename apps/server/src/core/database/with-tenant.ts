import { rowRightsOf } from '@muster/contract/identity/rights/row-rights';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Actor } from '../actor.ts';
import type { Prisma } from './generated/client.ts';
import { PrismaClient } from './generated/client.ts';
import { poolOf } from './pools.ts';
import { type TenantBounds, tenantPool } from './tenant-pool.ts';

/** A transaction that sees one tenant's rows and nothing else. */
export type TenantTransaction = Prisma.TransactionClient;

/** Clients kept warm; one takes 17 MB, nearly all of it Prisma's graph of all queries, and some 20 ms to make. */
const keptClients = 60;
/** Milliseconds after which one goes that nobody used. */
const keptFor = 10 * 60_000;

interface Kept {
  client: PrismaClient;
  usedAt: number;
}

/** Whom a transaction works for: a tenant, and within it a person, unless the server itself works. */
export type TenantActor = Pick<Actor, 'tenantId' | 'rights'>;

// One client per tenant, never a shared one: Prisma merges look-ups of one tick into one query, and a shared client
// would answer two tenants from the same statement. For the same reason, one more for each person who may not read
// every row of the tenant.
const clients = new Map<string, Kept>();

/**
 * The only door to a tenant's data: runs `work` in one transaction bound to the actor's tenant, and to the rows that
 * the actor's rights let them read and change, by row-level security. Everything in it commits together or not at all.
 */
export function withTenant<Result>(
  actor: TenantActor,
  work: (transaction: TenantTransaction) => Promise<Result>,
): Promise<Result> {
  return clientOf(actor, 'all').$transaction(work, { maxWait: 10_000, timeout: 20_000 });
}

/**
 * Binds one step of a transaction that sees the whole tenant to the rows that the person may change. If it fails, the
 * whole transaction is to fail: the bounds are lifted after success only.
 */
export async function changeWithin<Result>(
  transaction: TenantTransaction,
  { rights }: Pick<TenantActor, 'rights'>,
  step: () => Promise<Result>,
): Promise<Result> {
  const kept = rights ? rowRightsOf(rights, 'write') : null;
  if (!kept) return step();
  await transaction.$queryRaw`select set_config('app.row_rights', ${JSON.stringify(kept)}, true)`;
  const result = await step();
  await transaction.$queryRaw`select set_config('app.row_rights', '', true)`;
  return result;
}

/**
 * The same door for queries that only read and need no common snapshot: each runs in a transaction of its own, in one
 * round trip.
 */
export function readTenant(actor: TenantActor): TenantTransaction {
  return clientOf(actor, 'read');
}

function clientOf(actor: TenantActor, kept: 'read' | 'all'): PrismaClient {
  const bounds = boundsOf(actor, kept);
  const key = `${bounds.tenantId} ${bounds.rowRights}`;
  const usedAt = performance.now();
  const known = clients.get(key)?.client;
  const client = known ?? new PrismaClient({ adapter: adapterFor(bounds) });
  // Re-inserting moves it to the end: the first key is always the least recently used.
  clients.delete(key);
  clients.set(key, { client, usedAt });
  forgetClients(usedAt);
  return client;
}

function boundsOf({ tenantId, rights }: TenantActor, kept: 'read' | 'all'): TenantBounds {
  const rowRights = rights ? rowRightsOf(rights, kept) : null;
  return { tenantId, rowRights: rowRights ? JSON.stringify(rowRights) : '' };
}

function adapterFor(bounds: TenantBounds): PrismaPg {
  return new PrismaPg(tenantPool(poolOf('muster_app'), bounds), { statementNameGenerator });
}

const statementNames = new Map<string, string>();

/** Prepared statements by their text; texts beyond the limit are sent unprepared rather than filling the server. */
function statementNameGenerator(query: { sql: string }): string {
  const known = statementNames.get(query.sql);
  if (known) return known;
  if (statementNames.size >= 500) return '';
  const name = `q${statementNames.size}`;
  statementNames.set(query.sql, name);
  return name;
}

/** The least recently used come first. */
function forgetClients(now: number): void {
  for (const [key, { client, usedAt }] of clients) {
    if (clients.size <= keptClients && now - usedAt < keptFor) return;
    clients.delete(key);
    void client.$disconnect();
  }
}

/** Forgets all clients; their connections belong to the pool. */
export async function closeTenantClients(): Promise<void> {
  const open = [...clients.values()];
  clients.clear();
  await Promise.all(open.map(({ client }) => client.$disconnect()));
}
