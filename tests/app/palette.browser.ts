import { expect, test } from '../support/browser.ts';
import { signIn } from '../support/client.ts';
import { person } from '../support/fixtures.ts';
import { shellStands } from './shell-stands.ts';

test('finds a board by its name and opens it', async ({ visit, server }) => {
  const { api } = await signIn(server.url, person('sales'));
  const name = 'Peak season in the palette';
  const board = await api.work.boards.create.mutate({ name, kind: 'team', tenantAccess: 'editor' });
  const { page } = await visit('dispatcher');
  await shellStands(page);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox').fill('peak season');
  await expect(page.getByRole('option', { name })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/work/boards/${board.id}`));
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
});

test('runs commands, with or without their accents', async ({ visit }) => {
  const { page } = await visit('manager');
  await shellStands(page);
  const run = async (words: string, command: string) => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox').fill(words);
    await page.getByRole('option', { name: command }).click();
  };
  await run('dark', 'Theme: Dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await run('francais', 'Language: Français');
  await expect(page.getByRole('navigation', { name: 'Rubriques' })).toBeVisible();
  await run('personnes', 'Personnes');
  await expect(page).toHaveURL(/\/admin\/people/);
});

test('shows only what the person may see', async ({ visit }) => {
  const { page } = await visit('customer');
  await shellStands(page);
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('option', { name: 'Dashboard' })).toBeVisible();
  await expect(page.getByRole('option', { name: 'People' })).toHaveCount(0);
  await expect(page.getByRole('option', { name: 'New board' })).toHaveCount(0);
});

test('says when nothing was found', async ({ visit }) => {
  const { page } = await visit('manager');
  await shellStands(page);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox').fill('zzyzx');
  await expect(page.getByText('Nothing found for “zzyzx”.')).toBeVisible();
});

test('takes what is typed before it is there', async ({ visit }) => {
  const { page } = await visit('manager');
  await shellStands(page);
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/CommandPalette.*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.press('ControlOrMeta+k');
  // Each of these keys alone leads elsewhere.
  await page.keyboard.type('gp?x');
  await page.keyboard.press('Backspace');
  release();
  await expect(page.getByRole('combobox')).toHaveValue('gp?');
  await page.keyboard.type('!');
  await expect(page.getByRole('combobox')).toHaveValue('gp?!');
  await expect(page).toHaveURL(/\/$/);
});
