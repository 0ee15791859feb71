import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';
import { type Person, person } from '../support/fixtures.ts';

async function fillIn(page: Page, { email }: Pick<Person, 'email'>, password: string): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('signs in and leads back to the page that was asked for', async ({ page }) => {
  const manager = person('manager');
  await page.goto('/admin/people?search=driver');
  await expect(page).toHaveURL(/\/sign-in\?returnTo=/);
  await fillIn(page, manager, manager.password);
  await expect(page).toHaveURL(/\/admin\/people\?search=driver$/);
  await expect(page.getByRole('cell', { name: person('driver').email })).toBeVisible();
});

test('says what is wrong with the password and lets people try again', async ({ page }) => {
  const driver = person('driver');
  await page.goto('/sign-in');
  await fillIn(page, driver, 'not the password');
  await expect(page.locator('form').getByRole('alert')).toContainText('The email or the password is wrong');
  await expect(page.getByLabel('Email')).toHaveValue(driver.email);
  await fillIn(page, driver, driver.password);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('driver');
});

test('says which field is missing and puts the cursor there', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('Enter the email address of your account.')).toBeVisible();
  await expect(page.getByLabel('Email')).toBeFocused();
  await page.getByLabel('Email').fill('nobody');
  await expect(page.getByText('This is not a whole email address.')).toBeVisible();
  await page.getByLabel('Email').fill('nobody@north.test');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Enter your password.')).toBeVisible();
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
});

test('tells when to try again after too many failures', async ({ page }) => {
  const mover = person('mover');
  const alert = page.locator('form').getByRole('alert');
  await page.goto('/sign-in');
  await expect(async () => {
    await fillIn(page, mover, 'not the password');
    await expect(alert).toContainText(/You can try again in \d+:\d\d/, { timeout: 1_000 });
  }).toPass();
});

test('never leaves for another site after signing in', async ({ page, baseURL }) => {
  const viewer = person('viewer');
  await page.goto('/sign-in?returnTo=//evil.example/work');
  await fillIn(page, viewer, viewer.password);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('viewer');
  expect(new URL(page.url()).origin).toBe(new URL(baseURL ?? '').origin);
});

test('shows nothing of the last person after signing out', async ({ visit }) => {
  const { page } = await visit('dispatcher');
  await page.getByRole('button', { name: 'Your menu' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in/);
});
