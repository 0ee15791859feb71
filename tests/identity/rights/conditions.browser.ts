import { expect, test } from '../../support/browser.ts';
import { person } from '../../support/fixtures.ts';

test('a right is bound to several values, chosen by name', async ({ visit, server }) => {
  const { page } = await visit('super_admin', { path: '/admin/roles' });
  const save = () => page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'See boards, Viewer: Company' }).click();
  const cell = page.getByRole('dialog', { name: /^See boards, Viewer/ });
  await cell.getByRole('button', { name: 'Add a condition' }).click();
  await cell.getByLabel('Comparison').click();
  await page.getByRole('option', { name: 'is one of' }).click();
  await cell.getByRole('button', { name: 'Team', exact: true }).click();
  await expect(cell.getByRole('button', { name: 'Team', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await expect(cell.getByRole('button', { name: 'Personal', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await cell.getByRole('button', { name: 'Add a condition' }).click();
  await cell.getByLabel('Field').last().click();
  await page.getByRole('option', { name: 'Owner' }).click();
  await cell.getByLabel('Comparison').last().click();
  await page.getByRole('option', { name: 'is one of' }).click();
  for (const role of ['manager', 'dispatcher']) {
    await cell.getByRole('button', { name: 'Add a value' }).click();
    await page.getByRole('searchbox', { name: 'Add a value' }).fill(person(role).email);
    await page.getByRole('button', { name: person(role).name }).click();
    await page.keyboard.press('Escape');
    await expect(cell.getByText(person(role).name)).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await save();
  await expect(page.getByText('Roles saved.').first()).toBeVisible();
  const roles = await page.request.get(`${server.url}/trpc/identity.roles.list`);
  const { result } = await roles.json();
  const viewer = result.data.find((role: { key: string }) => role.key === 'viewer');
  const right = viewer.rights.find(({ permission }: { permission: string }) => permission === 'work:board:read');
  expect(right.conditions).toEqual([
    { field: 'kind', operator: 'one_of', value: ['personal', 'team'] },
    { field: 'ownerId', operator: 'one_of', value: [person('manager').id, person('dispatcher').id] },
  ]);
});
