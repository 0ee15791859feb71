import type pg from 'pg';
import { poolOf } from '../../core/database/index.ts';

/** Why a chain is broken: what was done to the log there. */
export type ChainProblem = 'link_missing' | 'link_changed' | 'entry_missing' | 'entry_changed' | 'entry_not_linked';

/** What became of one company's chain. */
export interface ChainReport {
  tenantId: string;
  tenantName: string;
  /** Entries in the chain. */
  entries: number;
  /** Hash of the last link, in hex: noted elsewhere, it proves later that nothing before it was changed. */
  head: string | null;
  /** Where a chain begins whose older entries were deleted by retention; 0 for one that is whole. */
  checkpoint: number;
  /** The first entry that is not as it was written. */
  broken: { entryId: string; sequence: number | null; problem: ChainProblem } | null;
}

/** Checks the chains of all companies, one after the other. */
export async function* verifyChains(): AsyncGenerator<ChainReport> {
  const { rows } = await poolOf('muster_sign_in').query<{ id: string; name: string }>(
    'select id, name from tenant order by name, id',
  );
  for (const tenant of rows) yield await verifyTenant(tenant.id, tenant.name);
}

async function verifyTenant(tenantId: string, tenantName: string): Promise<ChainReport> {
  const client = await poolOf('muster_app').connect();
  try {
    // One snapshot: entries that are written meanwhile are not half seen.
    await client.query('begin isolation level repeatable read read only');
    await client.query("select set_config('app.tenant_id', $1, true)", [tenantId]);
    const broken = (await firstBrokenLink(client)) ?? (await firstUnlinked(client));
    const { rows } = await client.query<Pick<ChainReport, 'entries' | 'head' | 'checkpoint'>>(chainEnds);
    await client.query('commit');
    const [ends = { entries: 0, head: null, checkpoint: 0 }] = rows;
    return { tenantId, tenantName, ...ends, broken };
  } finally {
    client.release(true);
  }
}

const chainEnds = `
  select count(*)::int as entries, encode((array_agg(hash order by sequence desc))[1], 'hex') as head,
    coalesce((select max(sequence) from audit_checkpoint), 0)::int as checkpoint
  from audit_link`;

/** Every link is computed anew from its entry and compared with what the one before it says. */
const brokenLink = `
  with origin as (
    select coalesce(max(sequence), 0) as sequence,
      coalesce((array_agg(hash order by sequence desc))[1], decode(repeat('00', 32), 'hex')) as hash
    from audit_checkpoint
  ), chain as (
    select link.*, coalesce(lag(link.sequence) over w, origin.sequence) + 1 as expected_sequence,
      coalesce(lag(link.hash) over w, origin.hash) as expected_previous
    from audit_link link cross join origin window w as (order by link.sequence)
  ), judged as (
    select chain.sequence, chain.entry_id, case
      when chain.sequence <> expected_sequence then 'link_missing'
      when previous_hash <> expected_previous then 'link_changed'
      when entry.id is null then 'entry_missing'
      when hash <> audit_entry_hash(entry, previous_hash) then 'entry_changed' end as problem
    from chain left join audit_entry entry on entry.tenant_id = chain.tenant_id and entry.id = chain.entry_id
  )
  select sequence::int, entry_id as "entryId", problem from judged where problem is not null order by sequence limit 1`;

async function firstBrokenLink(client: pg.PoolClient): Promise<ChainReport['broken']> {
  const { rows } = await client.query<NonNullable<ChainReport['broken']>>(brokenLink);
  return rows[0] ?? null;
}

async function firstUnlinked(client: pg.PoolClient): Promise<ChainReport['broken']> {
  const { rows } = await client.query<{ entryId: string }>(
    `select entry.id as "entryId" from audit_entry entry where not exists (
       select from audit_link link where link.tenant_id = entry.tenant_id and link.entry_id = entry.id)
     order by entry.id limit 1`,
  );
  return rows[0] ? { entryId: rows[0].entryId, sequence: null, problem: 'entry_not_linked' } : null;
}

/** Whether a head that was noted earlier is still in a company's chain, or is where a checkpoint stands. */
export async function hasNotedHead(tenantId: string, head: string): Promise<boolean> {
  const client = await poolOf('muster_app').connect();
  try {
    await client.query("select set_config('app.tenant_id', $1, false)", [tenantId]);
    const { rowCount } = await client.query(
      `select from audit_link where hash = decode($1, 'hex')
       union all select from audit_checkpoint where hash = decode($1, 'hex')`,
      [head],
    );
    return rowCount !== 0;
  } finally {
    client.release(true);
  }
}
