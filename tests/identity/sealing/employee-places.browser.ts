import { newId } from '../../../apps/server/src/core/identifiers.ts';
import { faults } from '../../support/accessibility.ts';
import { expect, test } from '../../support/browser.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { companies, person } from '../../support/fixtures.ts';
import { startServer, type TestServer } from '../../support/server.ts';

let database: TestDatabase;
let server: TestServer;

test.beforeAll(async () => {
  database = await createDatabase();
  for (const name of ['Downtown', 'Harbour', 'Airport']) {
    await database.query(
      `insert into location (tenant_id, id, name, time_zone, ownership) values ($1, $2, $3, 'America/Vancouver', 'corporate')`,
      [companies.north.id, newId(), name],
    );
  }
  server = await startServer({ databaseUrl: database.url });
});

test.afterAll(async () => {
  await server.stop();
  await database.drop();
});

test('a bonus and further locations are entered', async ({ visit }) => {
  const { page } = await visit('super_admin', { server, path: `/admin/people?person=${person('driver').id}` });
  const panel = page.getByRole('dialog', { name: person('driver').name });
  await panel.getByRole('button', { name: 'Edit pay' }).click();
  await panel.getByLabel('Hourly rate').fill('28,25');
  await panel.getByLabel('Bonus').click();
  await page.getByRole('option', { name: 'Share of revenue' }).click();
  await panel.getByLabel('Per cent').fill('250');
  await expect(panel.getByText('Between 0 and 100.')).toBeVisible();
  await panel.getByLabel('Per cent').fill('2.5');
  await panel.getByLabel('Of whose revenue').click();
  await page.getByRole('option', { name: 'Of their home location' }).click();
  expect(await faults(page), 'the form of pay').toEqual([]);
  await panel.getByRole('button', { name: 'Save' }).click();
  await expect(panel.getByText('28.25 an hour · 2.5% of their location’s revenue')).toBeVisible();
  await panel.getByRole('button', { name: 'Edit profile' }).click();
  await panel.getByLabel('Home location').click();
  await page.getByRole('option', { name: 'Downtown' }).click();
  const others = panel.getByRole('group', { name: 'Also at' });
  await expect(others.getByText('Downtown')).toHaveCount(0);
  await others.getByLabel('Harbour').click();
  await others.getByLabel('Airport').click();
  expect(await faults(page), 'the form of the profile').toEqual([]);
  await panel.getByRole('button', { name: 'Save' }).click();
  await expect(panel.getByText('Airport, Harbour')).toBeVisible();
  await panel.getByRole('button', { name: 'Edit profile' }).click();
  await others.getByLabel('Airport').click();
  await panel.getByRole('button', { name: 'Save' }).click();
  await expect(panel.getByRole('definition').filter({ hasText: /^Harbour$/ })).toBeVisible();
});
