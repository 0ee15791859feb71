import { devices, faultsInThemes } from '../support/accessibility.ts';
import { expect, test } from '../support/browser.ts';
import { shellStands } from './shell-stands.ts';

const screens = [
  { path: '/', shows: 'My cards, by due date' },
  { path: '/work', shows: 'Find a board' },
  { path: '/admin/people', shows: 'manager@north.test' },
  { path: '/admin/locations', shows: 'No locations yet' },
  { path: '/admin/audit', shows: 'Export' },
  { path: '/settings', shows: 'This device' },
];

test('the sign-in page is accessible', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('Enter your password.')).toBeVisible();
  expect(await faultsInThemes(page)).toEqual([]);
});

for (const [device, viewport] of Object.entries(devices)) {
  for (const { path, shows } of screens) {
    test(`${path} is accessible ${device}`, async ({ visit }) => {
      const { page } = await visit('super_admin', { viewport, path });
      await expect(page.getByText(shows, { exact: true }).or(page.getByPlaceholder(shows)).first()).toBeVisible();
      expect(await faultsInThemes(page)).toEqual([]);
    });
  }
}

test('what floats is accessible', async ({ visit }) => {
  const { page } = await visit('super_admin');
  await shellStands(page);
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('option', { name: 'Dashboard' })).toBeVisible();
  expect(await faultsInThemes(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  expect(await faultsInThemes(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Your menu' }).click();
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
  // A menu floats outside the page's landmarks by nature, which only the best practices mind.
  expect(await faultsInThemes(page, { bestPractice: false })).toEqual([]);
});
