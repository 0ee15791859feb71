import type { Page } from '@playwright/test';
import { newId } from '../../../apps/server/src/core/identifiers.ts';
import { devices, faultsInThemes } from '../../support/accessibility.ts';
import { expect, test } from '../../support/browser.ts';
import { type SignedIn, signIn } from '../../support/client.ts';
import { person } from '../../support/fixtures.ts';
import { toast } from '../../support/toast.ts';

const boardLink = (page: Page, name: string) => page.getByRole('table').getByRole('link', { name, exact: true });

type NewField = Parameters<SignedIn['api']['identity']['customFields']['create']['mutate']>[0];

async function define(url: string, label: string, rest: object): Promise<string> {
  const { api } = await signIn(url, person('super_admin'));
  const id = newId();
  const key = label.toLowerCase().replaceAll(/[^a-z]+/g, '_');
  await api.identity.customFields.create.mutate({ id, key, label, ...rest } as NewField);
  return id;
}

/** Required fields would be asked of what other tests on the same server make. */
async function withdrawAll(url: string): Promise<void> {
  const { api } = await signIn(url, person('super_admin'));
  for (const entity of ['user', 'location', 'board'] as const) {
    for (const { id, version } of await api.identity.customFields.list.query({ entity })) {
      await api.identity.customFields.archive.mutate({ id, version });
    }
  }
}

test.afterEach(({ server }) => withdrawAll(server.url));

test('a field is defined with its options, shown as it will be, moved by keys, put away and brought back', async ({
  visit,
}) => {
  const { page } = await visit('super_admin', { path: '/admin/fields?entity=user' });
  await page.getByRole('button', { name: 'New field' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New field' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Uniform size');
  await expect(dialog.getByLabel('Key')).toHaveValue('uniform_size');
  await dialog.getByLabel('Type', { exact: true }).click();
  await page.getByRole('option', { name: 'Choice', exact: true }).click();
  await dialog.getByRole('button', { name: 'Create field' }).click();
  await expect(dialog.getByText('Add at least one option.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add an option' }).click();
  await dialog.getByRole('textbox', { name: 'Option 1' }).fill('Small');
  await dialog.getByRole('textbox', { name: 'Option 1' }).press('Enter');
  await dialog.getByRole('textbox', { name: 'Option 2' }).fill('Large');
  await dialog.getByLabel(/^Indexed/).click();
  await dialog.getByRole('region', { name: 'Preview' }).getByLabel('Uniform size').click();
  await page.getByRole('option', { name: 'Large' }).click();
  await dialog.getByRole('button', { name: 'Create field' }).click();
  await expect(toast(page, 'Uniform size was added.')).toBeVisible();
  const rows = page.getByRole('list', { name: 'Fields of People' }).getByRole('listitem');
  await expect(rows.first()).toContainText('Uniform size');
  await page.getByRole('button', { name: 'New field' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Locker');
  await dialog.getByRole('button', { name: 'Create field' }).click();
  await expect(rows).toHaveCount(2);
  await page.getByRole('button', { name: /^Move Locker/ }).press('ArrowUp');
  await expect(rows.first()).toContainText('Locker');
  await page.getByRole('button', { name: 'Actions for Locker' }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await expect(rows).toHaveCount(1);
  await toast(page, 'Locker was archived.').getByRole('button', { name: 'Undo' }).click();
  await expect(rows).toHaveCount(2);
});

test('values are entered, shown in columns by choice, filtered and sorted, and a second browser follows', async ({
  visit,
  server,
}) => {
  await define(server.url, 'Sponsor', { entity: 'board', type: 'user', settings: {}, required: true });
  await define(server.url, 'Budget', {
    ...{ entity: 'board', type: 'money', indexed: true },
    settings: { currency: 'CAD', min: 0, max: null },
  });
  const { api } = await signIn(server.url, person('manager'));
  for (const name of ['Fleet plan', 'Peak season']) {
    await api.work.boards.create.mutate({ name, kind: 'team', tenantAccess: 'editor' });
  }
  const { page } = await visit('manager', { path: '/work' });
  const other = await visit('manager', { path: '/work' });
  await boardLink(page, 'Fleet plan').click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Name and details' }).click();
  const dialog = page.getByRole('dialog', { name: 'Name and details' });
  await dialog.getByLabel('Budget').fill('a lot');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('This is required.')).toBeVisible();
  await expect(dialog.getByText('Write an amount here.')).toBeVisible();
  await dialog.getByLabel('Budget').fill('1 250.50');
  await dialog.getByLabel(/^Sponsor/).click();
  await page.getByRole('textbox', { name: 'Choose a person' }).fill('finance');
  await page.getByRole('button', { name: person('finance').name }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await page.goto('/work');
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Budget' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Sponsor' }).click();
  await page.keyboard.press('Escape');
  const row = page.getByRole('row').filter({ hasText: 'Fleet plan' });
  await expect(row).toContainText('$1,250.50');
  await expect(row).toContainText(person('finance').name);
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByLabel('Find a field').click();
  await page.getByRole('option', { name: 'Budget' }).click();
  await page.getByLabel('Comparison').click();
  await page.getByRole('option', { name: 'is between' }).click();
  await page.getByLabel('From').fill('1000');
  await page.getByLabel('To').fill('2000');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(boardLink(page, 'Peak season')).toHaveCount(0);
  await expect(page.getByText('Budget is between')).toBeVisible();
  await page.reload();
  await expect(boardLink(page, 'Fleet plan')).toBeVisible();
  await expect(boardLink(page, 'Peak season')).toHaveCount(0);
  await page.getByRole('button', { name: /^Remove the filter Budget/ }).click();
  await expect(boardLink(page, 'Peak season')).toBeVisible();
  await page.getByRole('button', { name: 'Sort' }).click();
  await page.getByRole('menuitemradio', { name: 'Budget, rising' }).click();
  await expect(page.getByRole('row').nth(1)).toContainText('Fleet plan');
  await other.page.reload();
  await expect(other.page.getByRole('row').filter({ hasText: 'Fleet plan' })).toContainText('$1,250.50');
  const [fleet] = (await api.work.boards.list.query({ search: 'Fleet plan' })).items;
  const budget = Object.entries(fleet?.customFields ?? {}).find(
    ([, value]) => typeof value === 'object' && 'amount' in value,
  );
  const amount = { amount: 99_900, currency: 'CAD' };
  await api.work.boards.rename.mutate({
    ...{ id: fleet?.id ?? '', name: 'Fleet plan', version: fleet?.version ?? 0 },
    customFields: { [budget?.[0] ?? '']: amount },
  });
  await expect(other.page.getByRole('row').filter({ hasText: 'Fleet plan' })).toContainText('$999.00');
});

test('a narrower rule says how many records it would break before it is saved', async ({ visit, server }) => {
  const id = await define(server.url, 'Shoe size', {
    ...{ entity: 'user', type: 'number' },
    settings: { decimals: 1, min: null, max: null },
  });
  const { api } = await signIn(server.url, person('manager'));
  await api.identity.employees.update.mutate({ userId: person('mover').id, version: 0, customFields: { [id]: 46.5 } });
  const { page } = await visit('super_admin', { path: `/admin/fields?entity=user&field=${id}` });
  const dialog = page.getByRole('dialog', { name: 'Edit Shoe size' });
  await expect(dialog.getByLabel('Type', { exact: true })).toBeDisabled();
  await dialog.getByLabel('Most').fill('45');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('1 record would no longer be accepted')).toBeVisible();
  await dialog.getByRole('button', { name: 'Save anyway' }).click();
  await expect(toast(page, 'Shoe size was saved.')).toBeVisible();
});

/** A field that locations have to have. */
function defineDock(url: string, label: string): Promise<string> {
  return define(url, label, {
    ...{ entity: 'location', type: 'multi_choice', required: true, indexed: true, help: 'What a truck finds there.' },
    settings: { options: [{ id: newId(), label: 'Ramp', color: 'teal' }] },
  });
}

for (const [device, viewport] of Object.entries(devices)) {
  test(`the pages of custom fields are accessible ${device}`, async ({ visit, server }) => {
    const label = `Dock ${device}`;
    const id = await defineDock(server.url, label);
    const { page } = await visit('super_admin', { viewport, path: '/admin/fields?entity=location' });
    await expect(page.getByText(label)).toBeVisible();
    expect(await faultsInThemes(page), 'list').toEqual([]);
    await page.goto(`/admin/fields?entity=location&field=${id}`);
    await expect(page.getByRole('dialog', { name: `Edit ${label}` })).toBeVisible();
    expect(await faultsInThemes(page), 'dialog').toEqual([]);
  });

  test(`a list filtered by custom fields, and one without any, are accessible ${device}`, async ({ visit, server }) => {
    const label = `Ramp ${device}`;
    const filters = [{ fieldId: await defineDock(server.url, label), operator: 'is_empty' }];
    const { page } = await visit('super_admin', { viewport, path: '/admin/fields?entity=board' });
    await expect(page.getByRole('heading', { name: 'Custom fields' })).toBeAttached();
    expect(await faultsInThemes(page), 'empty').toEqual([]);
    await page.goto(`/admin/locations?fields=${encodeURIComponent(JSON.stringify(JSON.stringify(filters)))}`);
    await expect(page.getByText(`${label} is empty`)).toBeVisible();
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Apply' })).toBeVisible();
    expect(await faultsInThemes(page), 'filters').toEqual([]);
  });
}
