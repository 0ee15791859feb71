import { faults } from '../support/accessibility.ts';
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

const devices = {
  'at a desk': { width: 1440, height: 900 },
  'on a phone': { width: 390, height: 844 },
};

for (const theme of ['light', 'dark'] as const) {
  test(`the sign-in page is accessible in the ${theme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByText('Enter your password.')).toBeVisible();
    expect(await faults(page)).toEqual([]);
  });

  for (const [device, viewport] of Object.entries(devices)) {
    test(`every screen is accessible in the ${theme} theme, ${device}`, async ({ visit }) => {
      const { page } = await visit('super_admin');
      await shellStands(page);
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.setViewportSize(viewport);
      for (const { path, shows } of screens) {
        await page.goto(path);
        await expect(page.getByText(shows).or(page.getByPlaceholder(shows)).first()).toBeVisible();
        expect(await faults(page), path).toEqual([]);
      }
    });
  }

  test(`what floats is accessible in the ${theme} theme`, async ({ visit }) => {
    const { page } = await visit('super_admin');
    await shellStands(page);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.keyboard.press('ControlOrMeta+k');
    await expect(page.getByRole('option', { name: 'Dashboard' })).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Your menu' }).click();
    await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
    // A menu floats outside the page's landmarks by nature, which only the best practices mind.
    expect(await faults(page, { bestPractice: false })).toEqual([]);
  });
}
