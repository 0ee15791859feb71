import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';
import { shellStands } from './shell-stands.ts';

/** Two keys as a hand presses them: the second does not wait until the page has dealt with the first. */
async function pressTogether(page: Page, first: string, second: string): Promise<void> {
  await Promise.all([page.keyboard.press(first), page.keyboard.press(second)]);
}

test('shows the keys that work here, and they work', async ({ visit }) => {
  const { page } = await visit('manager');
  await shellStands(page);
  await page.keyboard.press('?');
  const map = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(map.getByText('Search and commands')).toBeVisible();
  await expect(map.getByText('Audit log')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(map).toBeHidden();
  await pressTogether(page, 'g', 'p');
  await expect(page).toHaveURL(/\/admin\/people/);
  await pressTogether(page, 'g', 'd');
  await expect(page).toHaveURL(/\/$/);
});

test('leaves typing alone', async ({ visit }) => {
  const { page } = await visit('manager', { path: '/admin/people' });
  await shellStands(page);
  const search = page.getByRole('searchbox');
  await expect(search).toBeVisible();
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  await page.keyboard.type('gd?');
  await expect(search).toHaveValue('gd?');
  await expect(page).toHaveURL(/\/admin\/people\?search=gd/);
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');
});

test('walks a list with j and k and opens an entry', async ({ visit }) => {
  const { page } = await visit('auditor', { path: '/admin/audit' });
  await shellStands(page);
  const openers = page.locator('tbody').getByRole('button');
  await expect(openers.first()).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(openers.nth(1)).toBeFocused();
  await page.keyboard.press('k');
  await expect(openers.first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Entry in the audit log' })).toBeVisible();
  await expect(page).toHaveURL(/entry=/);
  await page.reload();
  await expect(page.getByRole('dialog', { name: 'Entry in the audit log' })).toBeVisible();
});

test('takes keys that come faster than frames', async ({ visit }) => {
  const { page } = await visit('auditor', { path: '/admin/audit' });
  await shellStands(page);
  const openers = page.locator('tbody').getByRole('button');
  await expect(openers.nth(2)).toBeVisible();
  await page.evaluate(() => {
    for (const key of ['j', 'j', 'j', 'k'])
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  });
  await expect(openers.nth(1)).toBeFocused();
});

test('collapses the sidebar and remembers it', async ({ visit }) => {
  const { page } = await visit('manager');
  await shellStands(page);
  await expect(page.getByText('Northwind Movers')).toBeVisible();
  await page.keyboard.press('[');
  await expect(page.getByText('Northwind Movers')).toBeHidden();
  await page.reload();
  await expect(page.getByRole('link', { name: 'Work' })).toBeVisible();
  await expect(page.getByText('Northwind Movers')).toBeHidden();
});
