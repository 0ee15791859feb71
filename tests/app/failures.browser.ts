import { expect, test } from '../support/browser.ts';

test('an address that leads nowhere says so and shows a way on', async ({ visit }) => {
  const { page } = await visit('manager', { path: '/no/such/place' });
  await expect(page.getByText('There is nothing here')).toBeVisible();
  await page.getByRole('link', { name: 'Go to the dashboard' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('manager');
});

test('a list that cannot be loaded says why, and trying again helps', async ({ visit }) => {
  const { page } = await visit('manager');
  // Calls of one tick travel in one request, whose address names them all.
  const list = /\/trpc\/[^?]*identity\.locations\.list/;
  await page.route(list, (route) => route.abort());
  await page.getByRole('link', { name: 'Admin' }).click();
  await page.getByRole('link', { name: 'Locations' }).click();
  await expect(page.getByText('The server cannot be reached.')).toBeVisible();
  await page.unroute(list);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('No locations yet')).toBeVisible();
});

test('a screen that may not be seen says so instead of breaking', async ({ visit }) => {
  const { page } = await visit('viewer', { path: '/admin/audit' });
  await expect(page.getByText('You are not allowed to do this')).toBeVisible();
});
