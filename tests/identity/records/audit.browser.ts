import { readFile } from 'node:fs/promises';
import { expect, test } from '../../support/browser.ts';

test('the audit log is narrowed by action, person and day, and the address says so', async ({ visit }) => {
  const { page, person } = await visit('manager', { path: '/admin/audit' });
  await page.getByRole('combobox', { name: 'What was done' }).click();
  await page.getByRole('option', { name: 'Person · signed in' }).click();
  await expect(page).toHaveURL(/action=identity\.user\.signed_in/);
  await page.getByRole('button', { name: 'Anybody' }).click();
  await page.getByRole('searchbox', { name: 'Search people' }).fill('manager');
  await page.getByRole('button', { name: person.name }).last().click();
  const table = page.getByRole('table', { name: 'Audit log' });
  await expect(table.getByText(person.name).first()).toBeVisible();
  await expect(table.getByText('signed in').first()).toBeVisible();
  await page.getByLabel('To', { exact: true }).fill('2020-01-01');
  await expect(page.getByText('No entries match')).toBeVisible();
  await page.reload();
  await expect(page.getByText('No entries match')).toBeVisible();
});

test('what the filters show is saved as a file', async ({ visit }) => {
  const { page, person } = await visit('manager', { path: '/admin/audit?action=identity.user.signed_in' });
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'As a table (CSV)' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('audit.csv');
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines[0]).toContain('id,at,actorId');
  expect(lines.slice(1).every((line) => line.includes('identity.user.signed_in'))).toBe(true);
  expect(lines.some((line) => line.includes(person.name))).toBe(true);
  await expect(page.getByText('The audit log was saved as a file.').first()).toBeVisible();
});

test('an export on its way shows how far it is, and can be stopped', async ({ visit }) => {
  const { page } = await visit('manager', { path: '/admin/audit' });
  await page.route('**/export/audit**', () => undefined);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'As data (JSON)' }).click();
  await expect(page.getByRole('progressbar', { name: 'Exporting the audit log' })).toBeVisible();
  await page.getByRole('button', { name: 'Stop the export' }).click();
  await expect(page.getByText('The export was stopped; nothing was saved.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Export' })).toBeVisible();
});

test('an administrator says for how long entries are kept; a manager is not asked', async ({ visit }) => {
  const manager = await visit('manager', { path: '/admin/audit' });
  await expect(manager.page.getByRole('button', { name: 'Export' })).toBeVisible();
  await expect(manager.page.getByRole('button', { name: 'Kept for ever' })).toBeHidden();
  const { page } = await visit('super_admin', { path: '/admin/audit' });
  await page.getByRole('button', { name: 'Kept for ever' }).click();
  await page.getByRole('combobox', { name: 'Kept for' }).click();
  await page.getByRole('option', { name: 'Kept for 365 days' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Kept for 365 days' })).toBeVisible();
});
