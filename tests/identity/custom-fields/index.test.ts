import type { CustomFieldFilter, CustomFieldQuery } from '@muster/contract/identity/custom-fields/filter';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../apps/server/src/core/actor.ts';
import { closeDatabase, openDatabase } from '../../../apps/server/src/core/database/index.ts';
import { newId } from '../../../apps/server/src/core/identifiers.ts';
import { firstStatement } from '../../../apps/server/src/identity/custom-fields/find-page.ts';
import '../../../apps/server/src/identity/custom-fields/identity-owners.ts';
import { ownerOf } from '../../../apps/server/src/identity/custom-fields/owners.ts';
import { type SignedIn, signIn } from '../../support/client.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { eventually } from '../../support/eventually.ts';
import { companies, person } from '../../support/fixtures.ts';
import { startServer, type TestServer } from '../../support/server.ts';

const people = 50_000;
const tenantId = companies.north.id;
const [badge, town, started] = [newId(), newId(), newId()];

let database: TestDatabase;
let server: TestServer;
let admin: SignedIn;

beforeAll(async () => {
  database = await createDatabase();
  openDatabase(database.url);
  server = await startServer({ databaseUrl: database.url });
  admin = await signIn(server.url, person('super_admin'));
  const { create } = admin.api.identity.customFields;
  const entity = 'user' as const;
  const settings = { decimals: 0, min: null, max: null };
  await create.mutate({ id: badge, entity, key: 'badge', label: 'Badge', type: 'number', settings });
  await create.mutate({
    id: town,
    entity,
    key: 'town',
    label: 'Town',
    indexed: true,
    type: 'text',
    settings: { maxLength: null },
  });
  await create.mutate({
    id: started,
    entity,
    key: 'started',
    label: 'Started',
    indexed: true,
    type: 'date',
    settings: {},
  });
  await database.query(
    `insert into "user" (tenant_id, id, email, name, color, custom_fields)
     select $1, gen_random_uuid(), n || '@crowd.test', 'Person ' || n, '#000', jsonb_build_object(
       $2::text, n, $3::text, 'Town ' || (n % 5000), $4::text, date '2000-01-01' + (n % 9000))
     from generate_series(1, ${people}) n`,
    [tenantId, badge, town, started],
  );
  await database.query(
    `insert into custom_field_index (tenant_id, field_id, entity_id, text_value, date_value)
     select tenant_id, $2::uuid, id, lower(custom_fields ->> $2::uuid::text), null::date from "user" where tenant_id = $1 and custom_fields <> '{}'
     union all
     select tenant_id, $3::uuid, id, null, (custom_fields ->> $3::uuid::text)::date from "user" where tenant_id = $1 and custom_fields <> '{}'`,
    [tenantId, town, started],
  );
}, 120_000);

afterAll(async () => {
  await closeDatabase();
  await server.stop();
  await database.drop();
});

async function mark(id: string) {
  await admin.api.identity.customFields.update.mutate({ id, version: 1, indexed: true });
}

async function field(id: string) {
  const fields = await admin.api.identity.customFields.list.query({ entity: 'user' });
  return fields.find((each) => each.id === id);
}

async function cursorOf(id: string) {
  const rows = await database.query<{ cursor: string | null }>(
    'select index_cursor as cursor from custom_field where id = $1 and not index_ready',
    [id],
  );
  return rows[0]?.cursor;
}

async function entriesOf(id: string) {
  const [row] = await database.query<{ count: number }>(
    'select count(*)::int as count from custom_field_index where field_id = $1',
    [id],
  );
  return row?.count;
}

const reachOfOne = {
  userId: person('viewer').id,
  locationIds: [],
  reach: { 'identity:user:read': [{ scope: 'own', conditions: [] }] },
};

/** How the application's own role would run the list's own statement, bound to the company, and to rows if told to. */
async function planOf(query: CustomFieldQuery, rowRights: object | null = null): Promise<string> {
  const { text, values } = await firstStatement(ownerOf('user'), systemActor(tenantId), query);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query('begin; set local role muster_app');
    await client.query("select set_config('app.tenant_id', $1, true), set_config('app.row_rights', $2, true)", [
      tenantId,
      rowRights ? JSON.stringify(rowRights) : '',
    ]);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  } finally {
    await client.end();
  }
}

/** PostgreSQL cuts the names of indexes at 63 characters. */
const indexOf = (column: string) => `custom_field_index_tenant_id_field_id_${column}_`;

describe(`a field of ${people} people that is marked as indexed`, () => {
  it('is indexed behind the requests, and goes on where a killed server left it', async () => {
    await mark(badge);
    await eventually('the index is filled in part', () => cursorOf(badge));
    await server.kill();
    const entries = await entriesOf(badge);
    expect(entries).toBeGreaterThan(0);
    expect(entries).toBeLessThan(people);
    await server.restart();
    await eventually('the index is filled', async () => (await cursorOf(badge)) === undefined, 90_000);
    expect((await field(badge))?.indexReady).toBe(true);
    expect(await entriesOf(badge)).toBe(people);
  }, 120_000);

  it('is found by its index, with row-level security for the company and for a person’s own rows', async () => {
    await database.query('analyze custom_field_index');
    await database.query('analyze "user"');
    const filters: [string, CustomFieldFilter][] = [
      ['number_value', { fieldId: badge, operator: 'equals', value: 4711 }],
      ['number_value', { fieldId: badge, operator: 'between', value: { from: 10, to: 60 } }],
      ['text_value', { fieldId: town, operator: 'equals', value: 'town 42' }],
      ['date_value', { fieldId: started, operator: 'before', value: '2000-01-04' }],
    ];
    for (const [column, filter] of filters) {
      for (const rowRights of [null, reachOfOne]) {
        const plan = await planOf({ customFields: [filter] }, rowRights);
        expect(plan).toContain(indexOf(column));
        expect(plan).not.toContain('Seq Scan');
      }
    }
    const sorted = await planOf({ sort: { fieldId: badge, descending: true } });
    expect(sorted).toMatch(new RegExp(`Scan Backward using ${indexOf('number_value')}`));
    expect(sorted).not.toContain('Sort');
  }, 120_000);

  it('answers as a field does that is not', async () => {
    const { list } = admin.api.identity.users;
    const filter = { fieldId: badge, operator: 'between' as const, value: { from: 49_990, to: 60_000 } };
    const names = async () => (await list.query({ customFields: [filter], limit: 200 })).items.map(({ name }) => name);
    const indexed = await names();
    expect(indexed).toHaveLength(11);
    await admin.api.identity.customFields.update.mutate({ id: badge, version: 2, indexed: false });
    expect(await entriesOf(badge)).toBe(0);
    expect(await names()).toEqual(indexed);
  }, 60_000);
});
