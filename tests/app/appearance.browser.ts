import { expect, test } from '../support/browser.ts';
import { shellStands } from './shell-stands.ts';

test('keeps theme, density and language over a reload', async ({ visit }) => {
  const { page } = await visit('finance', { path: '/settings' });
  await shellStands(page);
  const html = page.locator('html');
  await page.getByRole('radio', { name: 'Dark' }).check();
  await page.getByRole('radio', { name: 'Compact' }).check();
  await page.getByRole('radio', { name: 'Français' }).check();
  await expect(page.getByRole('heading', { name: 'Réglages', level: 1 })).toBeVisible();
  await page.reload();
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await expect(html).toHaveAttribute('data-density', 'compact');
  await expect(html).toHaveAttribute('lang', 'fr');
  await expect(page.getByRole('heading', { name: 'Appareils connectés' })).toBeVisible();
});

test('follows the system until a theme is chosen', async ({ visit }) => {
  const { page } = await visit('finance');
  await shellStands(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('greets in the browser’s language', async ({ browser, server }) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-CA' });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { name: 'Connexion à Muster' })).toBeVisible();
  await context.close();
});
