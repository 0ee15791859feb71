import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../apps/server/src/core/identifiers.ts';
import { signIn } from '../../support/client.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { eventually } from '../../support/eventually.ts';
import { companies, person } from '../../support/fixtures.ts';
import { problemOf } from '../../support/problem.ts';
import { startServer, type TestServer } from '../../support/server.ts';

const tenantId = companies.north.id;
const locationId = newId();

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await createDatabase();
  await database.query(
    `insert into location (tenant_id, id, name, time_zone, ownership) values ($1, $2, 'Here', 'America/Toronto', 'corporate')`,
    [tenantId, locationId],
  );
  await database.query('update "user" set location_id = $1 where id = any($2)', [
    locationId,
    [person('dispatcher').id, person('customer').id],
  ]);
  server = await startServer({ databaseUrl: database.url });
});

afterAll(async () => {
  await server.stop();
  await database.drop();
});

describe('filters', () => {
  it('narrow by the branch where the actor belongs, also of one who may see no people', async () => {
    const dispatcher = await signIn(server.url, person('dispatcher'));
    await signIn(server.url, person('customer'));
    const board = { name: 'From here', kind: 'team', tenantAccess: 'none' } as const;
    await dispatcher.api.work.boards.create.mutate(board);
    const { api } = await signIn(server.url, person('auditor'));
    const { items } = await api.identity.audit.list.query({ locationId });
    expect(new Set(items.map(({ actorId }) => actorId))).toEqual(
      new Set([person('dispatcher').id, person('customer').id]),
    );
    expect(items.map(({ action }) => action)).toContain('work.board.created');
    await database.query('update "user" set location_id = null where id = $1', [person('dispatcher').id]);
    expect((await api.identity.audit.list.query({ locationId })).items).toHaveLength(items.length);
  });

  it('narrow by time, action and actor together', async () => {
    const { api, userId } = await signIn(server.url, person('auditor'));
    const [own] = (await api.identity.audit.list.query({ actorId: userId, action: 'identity.user.signed_in' })).items;
    if (!own) throw new Error('The sign-in was not recorded.');
    const later = new Date(Date.parse(own.at) + 1).toISOString();
    const found = await api.identity.audit.list.query({ actorId: userId, from: own.at, to: later });
    expect(found.items.map(({ id }) => id)).toContain(own.id);
    expect(
      (await api.identity.audit.list.query({ actorId: userId, to: own.at })).items.map(({ id }) => id),
    ).not.toContain(own.id);
    const all = await api.identity.audit.actions.query();
    expect(all).toEqual(expect.arrayContaining(['identity.user.created', 'identity.user.signed_in']));
    expect(all).toEqual([...new Set(all)].sort());
  });

  it('show a reader of one branch what its people did, and nothing else', async () => {
    const where = `tenant_id = $1 and permission = 'identity:audit:read' and role_id = (select id from role where tenant_id = $1 and key = 'auditor')`;
    await database.query(`update role_permission set scope = 'location' where ${where}`, [tenantId]);
    await database.query('update "user" set location_id = $1 where id = $2', [locationId, person('auditor').id]);
    await server.restart();
    const { api, userId } = await signIn(server.url, person('auditor'));
    const { items } = await api.identity.audit.list.query({ limit: 200 });
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter((item) => item.locationId !== locationId && item.actorId !== userId)).toEqual([]);
    // The names of what others did elsewhere would tell of it, too.
    const names = await api.identity.audit.actions.query();
    expect(names).toEqual([...new Set(items.map(({ action }) => action))].sort());
    expect(names).not.toContain('identity.user.created');
    await database.query(`update role_permission set scope = 'tenant' where ${where}`, [tenantId]);
    await server.restart();
  });
});

describe('the export', () => {
  const url = (query: string) => `${server.url}/export/audit?${query}`;

  async function get(query: string, token?: string) {
    return fetch(url(query), { headers: token ? { authorization: `Bearer ${token}` } : {} });
  }

  it('carries every entry that is meant, in both forms, and says ahead how many', async () => {
    const { api, token } = await signIn(server.url, person('manager'));
    await database.query(
      `insert into audit_entry (tenant_id, id, actor_name, action, entity, entity_id, after)
       select $1, gen_random_uuid(), '=1+1, "x"', 'test.thing.made', 'test.thing', gen_random_uuid(), '{"a":"b\\nc"}'
       from generate_series(1, 2500)`,
      [tenantId],
    );
    const json = await get('format=json&action=test.thing.made', token);
    expect(json.headers.get('x-export-total')).toBe('2500');
    const entries: { id: string; actorName: string }[] = await json.json();
    expect(new Set(entries.map(({ id }) => id)).size).toBe(2500);
    const csv = await get('format=csv&entity=test.thing', token);
    expect(csv.headers.get('content-disposition')).toMatch(/attachment; filename="audit-.*\.csv"/);
    const lines = (await csv.text()).trimEnd().split('\r\n');
    expect(lines).toHaveLength(2501);
    expect(lines[1]).toContain(`"'=1+1, ""x""",,test.thing.made`);
    const { items } = await api.identity.audit.list.query({ action: 'identity.audit.exported' });
    expect(items.map(({ after }) => after)).toContainEqual({ format: 'csv', entity: 'test.thing', entries: 2500 });
  });

  it('is an empty array when nothing is meant', async () => {
    const { token } = await signIn(server.url, person('manager'));
    expect(await (await get('format=json&action=nothing.at.all', token)).json()).toEqual([]);
  });

  it('is refused to strangers, to those without the right, and for a form that is none', async () => {
    const { token } = await signIn(server.url, person('dispatcher'));
    expect((await get('format=csv')).status).toBe(401);
    expect((await get('format=csv', token)).status).toBe(403);
    const manager = await signIn(server.url, person('manager'));
    expect((await get('format=xml', manager.token)).status).toBe(400);
  });

  it('never carries another company', async () => {
    const { token } = await signIn(server.url, person('super_admin', 'south'));
    const text = await (await get('format=csv', token)).text();
    expect(text).not.toContain(person('manager').name);
  });

  it('ends when whoever asked hangs up', async () => {
    const { token } = await signIn(server.url, person('manager'));
    await database.query(
      `insert into audit_entry (tenant_id, id, actor_name, action, entity, entity_id, after)
       select $1, gen_random_uuid(), 'Long', 'test.long.made', 'test.long', gen_random_uuid(),
         jsonb_build_object('text', repeat('x', 2000)) from generate_series(1, 15000)`,
      [tenantId],
    );
    const hangUp = new AbortController();
    const response = await fetch(url('format=json&entity=test.long'), {
      headers: { authorization: `Bearer ${token}` },
      signal: hangUp.signal,
    });
    await response.body?.getReader().read();
    hangUp.abort();
    await eventually('the server no longer reads', async () => {
      const [{ reading } = { reading: 1 }] = await database.query<{ reading: number }>(
        `select count(*)::int as reading from pg_stat_activity
         where datname = current_database() and state <> 'idle' and query like '%audit_entry%' and pid <> pg_backend_pid()`,
      );
      return reading === 0;
    });
    expect((await fetch(`${server.url}/healthz`)).ok).toBe(true);
  });
});

describe('how long entries are kept', () => {
  it('is an administrator’s to say, guarded by version, and recorded', async () => {
    const { api } = await signIn(server.url, person('super_admin'));
    const { version } = await api.identity.audit.retention.query();
    await api.identity.audit.setRetention.mutate({ days: 365, version });
    expect(await api.identity.audit.retention.query()).toEqual({ days: 365, version: version + 1 });
    const late = await problemOf(api.identity.audit.setRetention.mutate({ days: 90, version }));
    expect(late.code).toBe('version_conflict');
    const short = await problemOf(api.identity.audit.setRetention.mutate({ days: 89, version: version + 1 }));
    expect(short.code).toBe('invalid_input');
    const manager = await signIn(server.url, person('manager'));
    const refused = manager.api.identity.audit.setRetention.mutate({ days: 365, version: version + 1 });
    expect((await problemOf(refused)).code).toBe('forbidden');
    expect(await api.identity.securityPolicy.get.query()).toMatchObject({ ssoOnly: false, mfaLevel: null });
  });
});
