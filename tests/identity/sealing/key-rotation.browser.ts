import pg from 'pg';
import { faults } from '../../support/accessibility.ts';
import { expect, test } from '../../support/browser.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { companies, people, person } from '../../support/fixtures.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { newKey, oldKey, sealBy } from './rings.ts';

const tenantId = companies.north.id;
const pay = JSON.stringify({ currency: 'CAD', hourlyRate: 4_250, bonus: { kind: 'none' } });

let database: TestDatabase;
let server: TestServer;

test.beforeAll(async () => {
  database = await createDatabase();
  for (const { id: rowId } of people('north')) {
    const sealed = sealBy(oldKey, pay, { tenantId, column: 'employee.pay_sealed', rowId });
    const values = [tenantId, rowId, sealed];
    await database.query('insert into employee (tenant_id, user_id, pay_sealed) values ($1, $2, $3)', values);
  }
  server = await startServer({ databaseUrl: database.url, env: { MUSTER_KEYS: `${newKey},${oldKey}` } });
});

test.afterAll(async () => {
  await server.stop();
  await database.drop();
});

test('a rotation is started, shows how far it is, is stopped, and goes on to the end', async ({ visit }) => {
  const count = people('north').length;
  const { page } = await visit('super_admin', { server, path: '/admin/security' });
  const part = page.getByRole('region', { name: 'Keys of encrypted fields' });
  await expect(part.getByText(`seals ${count} values`)).toBeVisible();
  // Somebody holds one value, so that it cannot end.
  const holder = new pg.Client({ connectionString: database.url });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select from employee where user_id = $1 for update', [person('mover').id]);
  await part.getByRole('button', { name: 'Encrypt everything' }).click();
  await expect(part.getByText(`Encrypting anew: ${count - 1} of ${count}.`)).toBeVisible();
  const bar = part.getByRole('progressbar', { name: 'Encrypting anew' });
  await expect(bar).toHaveAttribute('aria-valuenow', String(Math.round((100 * (count - 1)) / count)));
  expect(await faults(page), 'while it runs').toEqual([]);
  await part.getByRole('button', { name: 'Stop' }).click();
  await expect(part.getByText(`Stopped by ${person('super_admin').name}`)).toBeVisible();
  await expect(part.getByText('seals 1 value', { exact: true })).toBeVisible();
  await holder.query('commit');
  await holder.end();
  await part.getByRole('button', { name: 'Encrypt everything' }).click();
  await expect(part.getByText(/^Finished .*: 1 of 1 encrypted anew/)).toBeVisible();
  await expect(part.getByText('seals nothing of this company')).toBeVisible();
  await expect(part.getByRole('button')).toHaveCount(0);
  expect(await faults(page), 'at the end').toEqual([]);
});
