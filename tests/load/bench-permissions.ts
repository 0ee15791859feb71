/**
 * Measures decisions and abilities in a company of 1,000 people, 200 groups ten deep and 5,000 grants, on a PostgreSQL
 * of its own. Prints JSON; exits with 1 when a limit is missed. Run by `npm run bench:permissions`.
 */
import { randomInt } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { permissions } from '@muster/contract/identity/permissions';
import { abilitiesOf } from '@muster/contract/identity/rights/abilities';
import { decide } from '@muster/contract/identity/rights/decide';
import type { EffectiveRights, Subject } from '@muster/contract/identity/rights/effective-rights';
import pg from 'pg';
import { closeDatabase, openDatabase, readTenant } from '../../apps/server/src/core/database/index.ts';
import { createTenant } from '../../apps/server/src/identity/index.ts';
import { resolveRights } from '../../apps/server/src/identity/rights/resolve-rights.ts';
import { rightsOf } from '../../apps/server/src/identity/rights/rights-of.ts';
import { applyMigrations } from '../../scripts/database/apply-migrations.ts';
import { startScratchPostgres } from '../../scripts/database/scratch-postgres.ts';

const size = { people: 1_000, groups: 200, depth: 10, grants: 5_000, locations: 20, decisions: 100_000 };
/** Milliseconds. */
const limits = { decisionP99: 1, abilitiesP99: 20 };

interface Figures {
  p50: number;
  p99: number;
  max: number;
}

function figures(milliseconds: number[]): Figures {
  const sorted = [...milliseconds].sort((one, other) => one - other);
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(4));
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

/** Trees of groups, ten deep: group n stands below n - 20. Each carries a role; everybody is in three of them. */
async function fill(client: pg.Client, tenantId: string): Promise<void> {
  const run = (sql: string, ...values: unknown[]) => client.query(sql, [tenantId, ...values]);
  const id = (kind: number, column: string) =>
    `('019c0000-0000-7000-8000-' || lpad('${kind}', 4, '0') || lpad((${column})::text, 8, '0'))::uuid`;
  await run(
    `insert into location (tenant_id, id, name, time_zone, ownership) select $1, ${id(1, 'n')}, 'Branch ' || n, 'UTC', 'corporate' from generate_series(1, $2::int) n`,
    size.locations,
  );
  await run(
    `insert into "user" (tenant_id, id, email, name, color, location_id)
     select $1, ${id(2, 'n')}, 'p' || n || '@bench.test', 'Person ' || n, '#000', ${id(1, `n % ${size.locations} + 1`)} from generate_series(1, $2::int) n`,
    size.people,
  );
  const wide = size.groups / size.depth;
  await run(
    `insert into user_group (tenant_id, id, name, parent_id)
     select $1, ${id(3, 'n')}, 'Group ' || n, case when n > ${wide} then ${id(3, `n - ${wide}`)} end from generate_series(1, $2::int) n`,
    size.groups,
  );
  await run(
    `insert into group_role (tenant_id, group_id, role_id)
     select $1, ${id(3, 'n')}, (array_agg(id order by level desc))[n % count(*) + 1] from role, generate_series(1, $2::int) n where tenant_id = $1 group by n`,
    size.groups,
  );
  await run(
    `insert into group_member (tenant_id, group_id, user_id)
     select $1, ${id(3, `${size.groups} - (n * 7 + k * 31) % ${wide}`)}, ${id(2, 'n')}
     from generate_series(1, $2::int) n, generate_series(0, 2) k on conflict do nothing`,
    size.people,
  );
  await run(
    `insert into user_role (tenant_id, user_id, role_id)
     select $1, ${id(2, 'n')}, (select id from role where tenant_id = $1 and key = 'technician') from generate_series(1, $2::int) n`,
    size.people,
  );
  await run(
    `insert into user_grant (tenant_id, id, user_id, permission, scope, reason, expires_at, conditions)
     select $1, ${id(4, 'n')}, ${id(2, `n % ${size.people} + 1`)}, ($3::text[])[n % array_length($3::text[], 1) + 1],
       (array['own', 'location', 'tenant'])[n % 3 + 1]::right_scope, 'Bench', now() + interval '1 day',
       case when n % 2 = 0 then '[{"field":"status","operator":"is","value":"active"}]'::jsonb else '[]' end
     from generate_series(1, $2::int) n`,
    size.grants,
    [...permissions],
  );
  await client.query('analyze');
}

async function timed<Result>(samples: number[], work: () => Promise<Result> | Result): Promise<Result> {
  const start = performance.now();
  const result = await work();
  samples.push(performance.now() - start);
  return result;
}

async function measure(client: pg.Client, tenantId: string) {
  const { rows } = await client.query<{ id: string; location_id: string }>(
    'select id, location_id from "user" where tenant_id = $1 order by id',
    [tenantId],
  );
  const [cold, warm, decisions]: [number[], number[], number[]] = [[], [], []];
  // The first query of a connection prepares it; that is no person's wait.
  await resolveRights(readTenant({ tenantId }), tenantId, rows[0]?.id ?? '');
  const everybody: EffectiveRights[] = [];
  for (const { id } of rows) {
    const abilities = await timed(cold, async () => abilitiesOf(await rightsOf(tenantId, id)));
    await timed(warm, async () => abilitiesOf(await rightsOf(tenantId, id)));
    everybody.push({ ...(await rightsOf(tenantId, id)), level: abilities.level });
  }
  for (let count = 0; count < size.decisions; count++) {
    const rights = everybody[randomInt(everybody.length)];
    const record = rows[randomInt(rows.length)];
    const permission = permissions[randomInt(permissions.length)];
    if (!rights || !record || !permission) continue;
    const { id, location_id: locationId } = record;
    const subject: Subject = { tenantId, ownerIds: [id], locationIds: [locationId], fields: { status: 'active' } };
    await timed(decisions, () => decide(rights, permission, subject));
  }
  const ways = everybody.map(({ holdings }) => Object.values(holdings).flat().length);
  return {
    size,
    waysPerPerson: Math.round(ways.reduce((sum, count) => sum + count, 0) / ways.length),
    milliseconds: { decision: figures(decisions), abilitiesResolved: figures(cold), abilitiesCached: figures(warm) },
    limits,
  };
}

const postgres = await startScratchPostgres();
const client = new pg.Client({ connectionString: postgres.url('postgres') });
try {
  await applyMigrations(postgres.url('postgres'));
  openDatabase(postgres.url('postgres'));
  await client.connect();
  const { id } = await createTenant({ name: 'Bench' });
  await fill(client, id);
  const result = await measure(client, id);
  const { decision, abilitiesResolved } = result.milliseconds;
  console.log(JSON.stringify(result, null, 2));
  process.exitCode = decision.p99 < limits.decisionP99 && abilitiesResolved.p99 < limits.abilitiesP99 ? 0 : 1;
} finally {
  await client.end();
  await closeDatabase();
  await postgres.stop();
}
// The schema engine's timer for its lock would keep the process for another 10 s.
process.exit();
