import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../apps/server/src/core/identifiers.ts';
import { type ApiClient, type SignedIn, signIn } from '../../support/client.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { eventually } from '../../support/eventually.ts';
import { companies, people, person } from '../../support/fixtures.ts';
import { problemOf } from '../../support/problem.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { hashBy, lostKey, newKey, oldKey, sealBy } from './rings.ts';

const tenantId = companies.north.id;
const staff = people('north').map(({ id }) => id);
const pay = { currency: 'CAD', hourlyRate: 4_250, bonus: { kind: 'none' as const } };

let database: TestDatabase;
let server: TestServer;
let admin: SignedIn;

/** Sealed values of everybody, as a server with the older key alone left them. */
async function fill(): Promise<void> {
  for (const userId of staff) {
    const place = { tenantId, column: 'employee.pay_sealed' as const, rowId: userId };
    await database.query('insert into employee (tenant_id, user_id, pay_sealed) values ($1, $2, $3)', [
      ...[tenantId, userId],
      sealBy(oldKey, JSON.stringify(pay), place),
    ]);
  }
  const [issuerId, mailId] = [newId(), newId()];
  await database.query(
    `insert into oidc_provider (tenant_id, id, preset, name, issuer, client_id, client_secret)
     values ($1, $2, 'custom', 'Issuer', 'https://issuer.invalid', 'client', $3)`,
    [
      tenantId,
      issuerId,
      sealBy(oldKey, 'secret', { tenantId, column: 'oidc_provider.client_secret', rowId: issuerId }),
    ],
  );
  await database.query(
    `insert into mail_message (tenant_id, id, recipient, template, contents, next_attempt_at)
     values ($1, $2, 'a@north.test', 'invitation', $3, null)`,
    [tenantId, mailId, sealBy(oldKey, '{}', { tenantId, column: 'mail_message.contents', rowId: mailId })],
  );
}

const everything = staff.length + 2;

async function startWith(keys: string): Promise<void> {
  await server?.stop();
  server = await startServer({ databaseUrl: database.url, env: { MUSTER_KEYS: keys } });
  admin = await signIn(server.url, person('super_admin'));
}

beforeEach(async () => {
  database = await createDatabase();
  await fill();
  await startWith(`${newKey},${oldKey}`);
});

afterEach(async () => {
  await server.stop();
  await database.drop();
});

function ended(api: ApiClient = admin.api) {
  return eventually('the rotation has ended', async () => {
    const status = await api.identity.keyRotation.status.query();
    return status.rotation && status.rotation.state !== 'running' ? status : null;
  });
}

async function valuesOf(id: string): Promise<number | undefined> {
  const { keys } = await admin.api.identity.keyRotation.status.query();
  return keys.find((key) => key.id === id)?.values;
}

/** Another session that does something and does not commit until told to. */
async function hold(sql: string, values: unknown[] = []): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('begin');
  await client.query(sql, values);
  return async () => {
    await client.query('commit');
    await client.end();
  };
}

describe('rotation', () => {
  it('seals everything under the newest key, and the older one can be dropped', async () => {
    expect(await admin.api.identity.keyRotation.status.query()).toMatchObject({
      keys: [
        { id: 'new', current: true, values: 0 },
        { id: 'old', current: false, available: true, values: everything },
      ],
      rotation: null,
    });
    const started = await admin.api.identity.keyRotation.start.mutate();
    expect(started).toMatchObject({ state: 'running', total: everything, startedBy: person('super_admin').name });
    const status = await ended();
    expect(status).toMatchObject({
      keys: [{ values: everything }, { values: 0 }],
      rotation: { id: started.id, state: 'done', done: everything, failed: 0, total: everything },
    });
    await startWith(newKey);
    const profile = await admin.api.identity.employees.get.query({ userId: person('mover').id });
    expect(profile.pay).toEqual(pay);
    const actions = await database.query<{ action: string }>(
      `select action from audit_entry where entity = 'identity.key_rotation' order by id`,
    );
    expect(actions.map(({ action }) => action)).toEqual([
      'identity.key_rotation.started',
      'identity.key_rotation.finished',
    ]);
  });

  it('goes on where it was when its process is killed in the middle of a batch', async () => {
    // The first value of the last column waits: the batch before it is committed, this one hangs half done.
    await database.query(`create function hang() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock_shared(4711); return new; end $$`);
    await database.query('create trigger hang before update on oidc_provider for each row execute function hang()');
    const release = await hold('select pg_advisory_xact_lock(4711)');
    await admin.api.identity.keyRotation.start.mutate();
    await eventually('a batch hangs', async () => {
      const rows = await database.query(
        `select from pg_stat_activity where wait_event = 'advisory' and application_name = 'muster_rotation'
         and datname = current_database()`,
      );
      return rows.length > 0 || null;
    });
    const before = await database.query(`select done, at_column from key_rotation where state = 'running'`);
    expect(before).toEqual([{ done: staff.length + 1, at_column: 'mail_message.contents' }]);
    await server.kill();
    await release();
    await server.restart();
    const { rotation, keys } = await ended();
    expect(rotation).toMatchObject({ state: 'done', done: everything, failed: 0, total: everything });
    expect(keys).toMatchObject([{ values: everything }, { values: 0 }]);
  });

  it('loses no value that somebody changes meanwhile', async () => {
    const rowId = person('mover').id;
    const place = { tenantId, column: 'employee.pay_sealed' as const, rowId };
    const newer = sealBy(oldKey, JSON.stringify({ ...pay, hourlyRate: 9_900 }), place);
    const commit = await hold('update employee set pay_sealed = $1 where user_id = $2', [newer, rowId]);
    await admin.api.identity.keyRotation.start.mutate();
    // It does everything else, and neither waits for the person nor says that it is done.
    await eventually('the rest is done', async () => ((await valuesOf('old')) === 1 ? true : null));
    expect((await admin.api.identity.keyRotation.status.query()).rotation?.state).toBe('running');
    await commit();
    expect((await ended()).keys).toMatchObject([{ values: everything }, { values: 0 }]);
    const profile = await admin.api.identity.employees.get.query({ userId: rowId });
    expect(profile.pay?.hourlyRate).toBe(9_900);
  });

  it('renews the hashes that people are found by, and finds them before, meanwhile and afterwards', async () => {
    const [moved, held] = [person('mover').id, person('driver').id];
    for (const [userId, number] of [
      [moved, '046454286'],
      [held, '193456787'],
    ] as const) {
      const place = { tenantId, column: 'employee.tax_number_sealed' as const, rowId: userId };
      await database.query('update employee set tax_number_sealed = $1, tax_number_hash = $2 where user_id = $3', [
        sealBy(oldKey, number, place),
        hashBy(oldKey, number, tenantId),
        userId,
      ]);
    }
    const find = async (taxNumber: string) =>
      (await admin.api.identity.employees.findByTaxNumber.mutate({ taxNumber }))?.userId;
    expect([await find('046454286'), await find('193456787')]).toEqual([moved, held]);
    const release = await hold('select from employee where user_id = $1 for update', [held]);
    await admin.api.identity.keyRotation.start.mutate();
    await eventually('only what is held is left', async () => (await valuesOf('old')) === 2);
    expect([await find('046454286'), await find('193456787')]).toEqual([moved, held]);
    await release();
    await ended();
    await startWith(newKey);
    expect([await find('046454286'), await find('193456787')]).toEqual([moved, held]);
    const hashes = await database.query('select tax_number_hash as hash from employee where user_id = $1', [moved]);
    expect(hashes).toEqual([{ hash: hashBy(newKey, '046454286', tenantId) }]);
  });

  it('records what cannot be opened and leaves it as it is', async () => {
    const [moved, lost] = [person('mover').id, person('driver').id];
    await database.query(
      `update employee set pay_sealed = (select pay_sealed from employee where user_id = $1) where user_id = $2`,
      [person('viewer').id, moved],
    );
    const place = { tenantId, column: 'employee.pay_sealed' as const, rowId: lost };
    const sealed = sealBy(lostKey, JSON.stringify(pay), place);
    await database.query('update employee set pay_sealed = $1 where user_id = $2', [sealed, lost]);
    await admin.api.identity.keyRotation.start.mutate();
    const { rotation, failures, keys } = await ended();
    expect(rotation).toMatchObject({ state: 'done', done: everything - 2, failed: 2 });
    expect(failures).toEqual([
      { column: 'employee.pay_sealed', rowId: lost, reason: 'key_missing' },
      { column: 'employee.pay_sealed', rowId: moved, reason: 'damaged' },
    ]);
    expect(keys).toMatchObject([{ id: 'new' }, { id: 'old', values: 1 }, { id: 'lost', available: false, values: 1 }]);
    const rows = await database.query('select pay_sealed as value from employee where user_id = $1', [lost]);
    expect(rows).toEqual([{ value: sealed }]);
  });

  it('is cancelled, and begun again', async () => {
    const release = await hold('select from employee where user_id = $1 for update', [person('mover').id]);
    const { id } = await admin.api.identity.keyRotation.start.mutate();
    expect((await admin.api.identity.keyRotation.start.mutate()).id).toBe(id);
    const cancelled = await admin.api.identity.keyRotation.cancel.mutate({ id });
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelledBy: person('super_admin').name });
    await release();
    expect(await valuesOf('old')).toBeGreaterThan(0);
    expect((await admin.api.identity.keyRotation.start.mutate()).id).not.toBe(id);
    expect((await ended()).keys).toMatchObject([{ values: everything }, { values: 0 }]);
  });

  it('is for whoever sets the security policy, and has just shown who they are', async () => {
    const manager = await signIn(server.url, person('manager'));
    expect((await problemOf(manager.api.identity.keyRotation.start.mutate())).code).toBe('forbidden');
    expect((await problemOf(manager.api.identity.keyRotation.status.query())).code).toBe('forbidden');
    await database.query(`update session set authenticated_at = now() - interval '1 day'`);
    expect((await problemOf(admin.api.identity.keyRotation.start.mutate())).code).toBe('step_up');
  });
});
