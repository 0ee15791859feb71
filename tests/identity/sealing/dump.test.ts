import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, openDatabase } from '../../../apps/server/src/core/database/index.ts';
import { openKeyRing } from '../../../apps/server/src/core/sealing/key-ring.ts';
import { type SignedIn, signIn } from '../../support/client.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { companies, person } from '../../support/fixtures.ts';
import { problemOf } from '../../support/problem.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { type Issuer, startIssuer } from '../sign-in/issuer.ts';
import { dumpColumns, pgDump } from './dump.ts';
import { encodingsOf } from './encodings.ts';
import { oldKey } from './rings.ts';
import { fillEmployee, fillIssuer, fillMail, fillOperator, fillWaysIn, type Secrets } from './secrets.ts';

const smtpPassword = 'correct-horse-of-smtp';
const userId = person('mover').id;

let database: TestDatabase;
let server: TestServer;
let issuer: Issuer;
let admin: SignedIn;
let secrets: Secrets;

beforeAll(async () => {
  database = await createDatabase();
  // Nobody listens there: mails wait, and the failure is kept.
  const env = { MUSTER_KEYS: oldKey, OIDC_PRIVATE_ISSUERS: '1', SMTP_URL: `smtp://muster:${smtpPassword}@127.0.0.1:1` };
  server = await startServer({ databaseUrl: database.url, env });
  issuer = await startIssuer(`${server.url}/auth/oidc/callback`);
  openDatabase(database.url);
  openKeyRing(oldKey, '/nowhere');
  admin = await signIn(server.url, person('super_admin'));
  secrets = {
    ...(await fillEmployee(admin)),
    ...(await fillWaysIn(server)),
    ...(await fillIssuer(admin, issuer)),
    ...(await fillMail(admin, server, database, oldKey)),
    ...(await fillOperator()),
    'password of the mail server': smtpPassword,
    'key of the fields': oldKey.split(':')[1] ?? '',
  };
});

afterAll(async () => {
  await closeDatabase();
  await server.stop();
  await issuer.stop();
  await database.drop();
});

/** Where which secret stands. */
async function leaks(): Promise<string[]> {
  const columns = await dumpColumns(database);
  const whole = pgDump(database.url);
  if (whole !== null) columns.push({ name: 'pg_dump', text: whole });
  return Object.entries(secrets).flatMap(([secret, value]) =>
    columns
      .filter(({ text }) => encodingsOf(value).some((encoded) => text.includes(encoded)))
      .map(({ name }) => `${secret} in ${name}`),
  );
}

describe('a dump of the database', () => {
  it('is one in which a plain value would be found, however it were written', async () => {
    const value = 'plain as day, 100 %';
    const columns = ['totp_credential.secret', 'notification.payload', 'user.name', 'api_key.scopes'];
    const names = (await dumpColumns(database)).map(({ name }) => name);
    for (const column of columns) expect(names).toContain(column);
    for (const written of [
      value,
      Buffer.from(value).toString('hex'),
      Buffer.from(`a${value}b`).toString('base64'),
      Buffer.from(`{"it":"${value}"}`).toString('base64url'),
    ]) {
      expect(
        encodingsOf(value).some((encoded) => `… ${written} …`.includes(encoded)),
        written,
      ).toBe(true);
    }
    await database.query('update employee set department = $1 where user_id = $2', [secrets['tax number'], userId]);
    await database.query('update employee set tax_number_hash = $1 where user_id = $2', [
      ...[Buffer.from(secrets['tax number'] ?? ''), userId],
    ]);
    expect(await leaks()).toEqual(
      expect.arrayContaining(['tax number in employee.department', 'tax number in employee.tax_number_hash']),
    );
    await database.query(`update employee set department = null, tax_number_hash = '' where user_id = $1`, [userId]);
  });

  it('shows no secret', async () => {
    expect(Object.entries(secrets).filter(([, value]) => value.length < 8)).toEqual([]);
    expect(Object.keys(secrets).length).toBeGreaterThan(20);
    expect(await leaks()).toEqual([]);
  });
});

describe('a sealed value that is moved', () => {
  const read = async (id: string) => (await admin.api.identity.employees.get.query({ userId: id })).unreadable;
  const reveal = (id: string) => admin.api.identity.employees.reveal.mutate({ userId: id, kind: 'bank_account' });

  it('opens in its own place alone: not in another row, another column, or another company', async () => {
    expect(await read(userId)).toBeUndefined();
    const stranger = person('viewer', 'south').id;
    await database.query('insert into employee (tenant_id, user_id) values ($1, $2), ($3, $4)', [
      ...[companies.north.id, person('viewer').id, companies.south.id, stranger],
    ]);
    await database.query(
      `update employee set pay_sealed = source.pay_sealed, bank_account_sealed = source.pay_sealed
       from (select pay_sealed from employee where user_id = $1) source where user_id = any($2)`,
      [userId, [person('viewer').id, stranger]],
    );
    expect(await read(person('viewer').id)).toEqual(['pay', 'bank_account']);
    expect((await problemOf(reveal(person('viewer').id))).code).toBe('unavailable');
    const south = await signIn(server.url, person('super_admin', 'south'));
    const profile = await south.api.identity.employees.get.query({ userId: stranger });
    expect(profile).toMatchObject({ pay: null, unreadable: ['pay', 'bank_account'] });
  });

  it('can be entered anew', async () => {
    const pay = { currency: 'CAD', hourlyRate: 3_000, bonus: { kind: 'none' as const } };
    await admin.api.identity.employees.setPay.mutate({ userId: person('viewer').id, version: 1, ...pay });
    expect(await read(person('viewer').id)).toEqual(['bank_account']);
  });
});
