import { expect, test } from '../../support/browser.ts';
import { person } from '../../support/fixtures.ts';

test('rows are chosen by keyboard, and the sheet of shortcuts says how', async ({ visit }) => {
  const { page } = await visit('super_admin', { path: '/admin/people' });
  const status = page.getByRole('region', { name: 'Selected people' }).getByRole('status');
  await expect(page.getByText(person('viewer').email)).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(status).toHaveText('1 selected');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(status).toHaveText('3 selected');
  await page.keyboard.press('Shift+ArrowUp');
  await expect(status).toHaveText('2 selected');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await expect(status).toHaveText('4 selected');
  await page.keyboard.press('x');
  await expect(status).toHaveText('3 selected');
  // Other tests of this server may have brought people of their own.
  const entries = await page.getByText(/^\d+ entries$/).innerText();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(status).toHaveText(`${Number.parseInt(entries, 10)} selected`);
  await page.keyboard.press('?');
  const shortcuts = page.getByRole('dialog', { name: /shortcuts/i });
  await expect(shortcuts.getByText('Select up to here')).toBeVisible();
  await expect(shortcuts.getByText('Select all rows that are loaded')).toBeVisible();
});

test('deactivating several tells who was left out and why, and can be undone', async ({ visit }) => {
  const { page } = await visit('c_suite', { path: '/admin/people' });
  for (const role of ['c_suite', 'super_admin', 'mover', 'driver']) {
    await page.getByRole('checkbox', { name: `Select ${person(role).name}` }).click();
  }
  await page.getByRole('button', { name: 'Deactivate', exact: true }).click();
  const report = page.getByRole('dialog', { name: '2 people were deactivated' });
  const leftOut = report.getByRole('region', { name: 'Left out' });
  await expect(leftOut.getByText('You cannot switch off your own account.')).toBeVisible();
  await expect(leftOut.getByText(/whose role stands above yours/)).toBeVisible();
  await expect(report.getByRole('region', { name: 'Failed' })).toHaveCount(0);
  await expect(report.getByRole('region', { name: 'Deactivated' })).toContainText(person('driver').name);
  await report.getByRole('button', { name: 'Undo' }).click();
  const row = page.getByRole('row').filter({ hasText: person('driver').email });
  await expect(row).toContainText('Active');
});
