import { expect, test } from '../../support/browser.ts';

test('a key is made, shown once, works, and is refused after it was revoked', async ({ visit, server }) => {
  const { page } = await visit('super_admin', { path: '/admin/keys' });
  await expect(page.getByText('No keys yet')).toBeVisible();
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Nightly import');
  await expect(page.getByRole('button', { name: 'Make the key' })).toBeDisabled();
  await page.getByRole('checkbox', { name: 'See people' }).click();
  await page.getByRole('button', { name: 'Make the key' }).click();
  const key = (await page.getByLabel('The whole key').textContent()) ?? '';
  expect(key).toMatch(/^mk_/);
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await expect(page.getByText('Nightly import')).toBeVisible();
  await expect(page.getByText(key)).toBeHidden();
  const ask = async () => {
    const headers = { authorization: `Bearer ${key}` };
    return (await fetch(`${server.url}/trpc/identity.users.list?input=%7B%7D`, { headers })).status;
  };
  expect(await ask()).toBe(200);
  await page.getByRole('button', { name: 'Revoke Nightly import' }).click();
  await page.getByRole('button', { name: 'Revoke', exact: true }).last().click();
  await expect(page.getByText('revoked', { exact: true })).toBeVisible();
  expect(await ask()).toBe(401);
});
