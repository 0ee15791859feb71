import { expect, test } from '../../support/browser.ts';

test('a location is opened, shown, deleted, and brought back', async ({ visit }) => {
  const { page } = await visit('super_admin', { path: '/admin/locations' });
  await page.getByRole('button', { name: 'New location' }).click();
  const dialog = page.getByRole('dialog', { name: 'New location' });
  await expect(dialog.getByRole('button', { name: 'Create location' })).toBeDisabled();
  await dialog.getByLabel('Name').fill('Charlottetown');
  await dialog.getByLabel('Time zone').fill('America/Halifax');
  await dialog.getByLabel('Trucks').fill('3');
  await dialog.getByRole('button', { name: 'Create location' }).click();
  const panel = page.getByRole('dialog', { name: 'Charlottetown' });
  await expect(panel.getByLabel('Time zone')).toHaveValue('America/Halifax');
  await panel.getByRole('button', { name: 'Delete' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Charlottetown' });
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toBeVisible();
});

test('whoever manages no locations is not asked to open one', async ({ visit }) => {
  const { page } = await visit('viewer', { path: '/admin/locations' });
  await expect(page.getByLabel('Search by name or address')).toBeVisible();
  await expect(page.getByRole('button', { name: 'New location' })).toHaveCount(0);
});
