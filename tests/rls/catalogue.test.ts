import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { companies } from '../support/fixtures.ts';

/** Tables without a tenant, each for a reason that the migrations state. */
const withoutTenant = [
  '_prisma_migrations',
  'operator',
  'operator_session',
  'sign_in_throttle',
  'sign_in_ticket',
  'tenant',
];

/** Indexes that cannot begin with the tenant: what they find is looked up before the tenant is known. */
const crossTenantIndexes = [
  'api_key_secret_hash_key',
  'document_edited_around_idx',
  'document_id_key',
  'document_name_key',
  'document_snapshot_length',
  'invitation_token_hash_key',
  'mail_message_next_attempt_at_idx',
  'operator_access_open',
  'operator_access_token_hash_key',
  'operator_impersonation_token_hash_key',
  'outbox_event_published_at_idx',
  'outbox_event_unpublished',
  'passkey_credential_id_key',
  'password_reset_token_hash_key',
  'session_expires_at_idx',
  'session_token_hash_key',
  'user_email_idx',
];

const roles = [
  'muster_app',
  'muster_projection',
  'muster_sync',
  'muster_relay',
  'muster_sign_in',
  'muster_retention',
  'muster_rotation',
  'muster_operator',
];

describe('the catalogue of the database', () => {
  let database: TestDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    database = await createDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  async function column(query: string): Promise<string[]> {
    const { rows } = await client.query<{ name: string }>(query);
    return rows.map((row) => row.name).sort();
  }

  it('has a tenant on every table but the named ones', async () => {
    const tables = await column(
      `select relname as name from pg_class c where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
       and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull)`,
    );
    expect(tables).toEqual(withoutTenant);
  });

  it('protects a table that a later migration makes, by one call', async () => {
    await client.query('begin');
    await client.query('create table later (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id))');
    await client.query(`call protect_tenant_table('later')`);
    await client.query('grant select, insert on later to muster_app');
    await client.query(`insert into later select id, id from tenant`);
    await client.query('set local role muster_app');
    expect(await column('select id::text as name from later'), 'nobody has named a company yet').toEqual([]);
    await client.query(`select set_config('app.tenant_id', $1, true)`, [companies.north.id]);
    expect(await column('select id::text as name from later')).toEqual([companies.north.id]);
    const foreign = client.query('insert into later values ($1, $1)', [companies.south.id]);
    await expect(foreign).rejects.toThrow(/row-level security/);
    await client.query('rollback');
  });

  it('forces row-level security on every table, on its owner too', async () => {
    const open = await column(
      `select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
       and not (relrowsecurity and relforcerowsecurity)`,
    );
    expect(open).toEqual(['_prisma_migrations']);
  });

  it('binds the roles of one tenant to it on every table with a tenant', async () => {
    const unbound = await column(
      `select relname as name from pg_class c where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
       and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
       and not exists (
         select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_isolation' and p.polcmd = '*'
         and pg_get_expr(p.polqual, c.oid) = '(tenant_id = current_tenant_id())'
         and pg_get_expr(p.polwithcheck, c.oid) = '(tenant_id = current_tenant_id())'
         and p.polroles @> array['muster_app'::regrole::oid, 'muster_projection'::regrole::oid])`,
    );
    expect(unbound).toEqual([]);
  });

  it('opens more than one tenant only to the roles that work before or across tenants', async () => {
    const wide = await column(
      `select distinct r.rolname as name from pg_policy p cross join unnest(p.polroles) as role_id
       left join pg_roles r on r.oid = role_id where p.polpermissive and p.polname <> 'tenant_isolation'`,
    );
    expect(wide).toEqual([
      'muster_operator',
      'muster_relay',
      'muster_retention',
      'muster_rotation',
      'muster_sign_in',
      'muster_sync',
    ]);
  });

  it('gives no role a way around the policies', async () => {
    const { rows } = await client.query(
      `select rolname from pg_roles where rolname = any($1) and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
      [roles],
    );
    expect(rows).toHaveLength(roles.length);
    const owned = await column(
      `select relname as name from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname like 'muster\\_%'`,
    );
    expect(owned).toEqual([]);
  });

  it('lets nobody change an audit entry or a link of its chain, and only retention delete one', async () => {
    const grants = await column(
      `select distinct grantee || ' ' || privilege_type as name from information_schema.role_table_grants
       where table_name in ('audit_entry', 'audit_link', 'audit_checkpoint') and grantee like 'muster\\_%'
       and privilege_type not in ('SELECT', 'INSERT')`,
    );
    expect(grants).toEqual(['muster_retention DELETE']);
    const columns = await column(
      `select distinct privilege_type as name from information_schema.column_privileges
       where table_name in ('audit_entry', 'audit_link', 'audit_checkpoint') and grantee like 'muster\\_%'`,
    );
    expect(columns).toEqual(['INSERT', 'SELECT']);
  });

  it('lets retention delete nothing younger than 90 days, and read no more than when it was', async () => {
    const conditions = await column(
      `select pg_get_expr(polqual, polrelid) as name from pg_policy
       where polrelid = 'audit_entry'::regclass and polroles = array['muster_retention'::regrole::oid] and polcmd = 'd'`,
    );
    expect(conditions).toEqual([expect.stringContaining("(at < (now() - '90 days'::interval)) AND ")]);
    const readable = await column(
      `select column_name as name from information_schema.column_privileges
       where table_name = 'audit_entry' and grantee = 'muster_retention' and privilege_type = 'SELECT'`,
    );
    expect(readable).toEqual(['at', 'id', 'tenant_id']);
  });

  it('shows the operators of the platform the names of companies, and their own tables', async () => {
    const readable = await column(
      `select distinct table_name || case when table_name = 'tenant' then '.' || column_name else '' end as name
       from information_schema.column_privileges where grantee = 'muster_operator' and privilege_type = 'SELECT'`,
    );
    expect(readable).toEqual([
      'operator',
      'operator_access',
      'operator_impersonation',
      'operator_session',
      'tenant.id',
      'tenant.name',
    ]);
  });

  it('lets nobody change or delete what an operator opened, and only operators add to it', async () => {
    const grants = await column(
      `select distinct grantee || ' ' || privilege_type as name from information_schema.column_privileges
       where table_name = 'operator_access_log' and grantee like 'muster\\_%'
       union select grantee || ' ' || privilege_type from information_schema.role_table_grants
       where table_name = 'operator_access_log' and grantee like 'muster\\_%'`,
    );
    expect(grants).toEqual(['muster_app SELECT', 'muster_operator INSERT']);
  });

  it('lets only the projection write rows that are projected from documents', async () => {
    const writers = await column(
      `select distinct grantee as name from information_schema.role_table_grants
       where table_name in ('card', 'board_column') and privilege_type <> 'SELECT' and grantee like 'muster\\_%'`,
    );
    expect(writers).toEqual(['muster_projection']);
  });

  it('grants nothing to everybody', async () => {
    const open = await column(
      `select distinct table_name as name from information_schema.role_table_grants
       where grantee = 'PUBLIC' and table_schema = 'public'`,
    );
    expect(open).toEqual([]);
  });

  it('begins every index of a tenant table with the tenant', async () => {
    const others = await column(
      `select i.relname as name from pg_index x join pg_class i on i.oid = x.indexrelid
       join pg_class c on c.oid = x.indrelid
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
       where c.relnamespace = 'public'::regnamespace and x.indkey[0] <> a.attnum`,
    );
    expect(others).toEqual(crossTenantIndexes);
  });

  it('gives a connection without a tenant no row at all', async () => {
    await client.query('begin; set local role muster_app');
    const { rows } = await client.query('select count(*)::int as count from "user"');
    await client.query('rollback');
    expect(rows[0].count).toBe(0);
  });
});
