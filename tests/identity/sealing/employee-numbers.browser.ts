import { faults } from '../../support/accessibility.ts';
import { expect, test } from '../../support/browser.ts';
import { person } from '../../support/fixtures.ts';

const technician = person('technician');

test('tax number and account are entered, masked, shown on request and hidden again, and the look is on record', async ({
  visit,
}) => {
  const { page } = await visit('super_admin', { path: `/admin/people?person=${technician.id}` });
  const panel = page.getByRole('dialog', { name: technician.name });
  await panel.getByRole('button', { name: 'Edit numbers' }).click();
  await panel.getByLabel('Tax number').fill('046 454 286');
  await panel.getByLabel('Institution').fill('004');
  await panel.getByLabel('Transit').fill('10202');
  await panel.getByLabel('Account', { exact: true }).fill('123456789012');
  expect(await faults(page), 'the form').toEqual([]);
  await panel.getByRole('button', { name: 'Save' }).click();
  await expect(panel.getByText('•••• 286')).toBeVisible();
  await expect(panel.getByText('•••• 9012')).toBeVisible();
  await expect(panel.getByText('046 454 286')).toHaveCount(0);
  await panel.getByRole('button', { name: /^Show: Tax number/ }).click();
  await expect(panel.getByText('046 454 286')).toBeVisible();
  await panel.getByRole('button', { name: /^Show: Bank account/ }).click();
  await expect(panel.getByText('004-10202 · 123456789012')).toBeVisible();
  expect(await faults(page), 'the numbers').toEqual([]);
  await panel.getByRole('button', { name: /^Hide: Tax number/ }).click();
  await expect(panel.getByText('046 454 286')).toHaveCount(0);
  await page.goto('/admin/audit?entity=identity.employee');
  await expect(page.getByText('number looked at').first()).toBeVisible();
  await expect(page.getByText(/046|123456789012/)).toHaveCount(0);
  const manager = await visit('manager', { path: `/admin/people?person=${technician.id}` });
  await expect(manager.page.getByText('Weekly hours')).toBeVisible();
  await expect(manager.page.getByText('Tax number')).toHaveCount(0);
});

test('the list of people warns of certifications, and leads to them and from a tax number to its owner', async ({
  visit,
}) => {
  const { page } = await visit('super_admin', { path: `/admin/people?person=${person('dispatcher').id}` });
  const panel = page.getByRole('dialog', { name: person('dispatcher').name });
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  await panel.getByRole('button', { name: 'Edit profile' }).click();
  for (const [name, until] of [
    ['First aid', day(20)],
    ['Crane', day(-3)],
  ] as const) {
    await panel.getByRole('button', { name: 'Add a certification' }).click();
    await panel.getByRole('textbox', { name: 'Certification' }).last().fill(name);
    await panel.getByLabel('Valid until').last().fill(until);
  }
  await panel.getByRole('button', { name: 'Save' }).click();
  await expect(panel.getByText('Crane')).toBeVisible();
  await panel.getByRole('button', { name: 'Edit numbers' }).click();
  await panel.getByLabel('Tax number').fill('193456787');
  await panel.getByRole('button', { name: 'Save' }).click();
  await expect(panel.getByText('•••• 787')).toBeVisible();
  await page.goto('/admin/people');
  await expect(page.getByRole('row', { name: person('dispatcher').name }).getByText('expired')).toBeVisible();
  await page.getByRole('button', { name: /^Certifications/ }).click();
  const due = page.getByRole('dialog', { name: 'Certifications to renew' });
  await expect(due.getByRole('listitem').first()).toContainText('Crane');
  expect(await faults(page), 'certifications to renew').toEqual([]);
  await due.getByRole('button', { name: /First aid/ }).click();
  await expect(panel.getByText('Crane')).toBeVisible();
  await page.goto('/admin/people');
  await page.getByRole('button', { name: 'Find by tax number' }).click();
  const dialog = page.getByRole('dialog', { name: 'Find by tax number' });
  await dialog.getByLabel('Tax number').fill('193456788');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Nobody here has this number.')).toBeVisible();
  await dialog.getByLabel('Tax number').fill('193-456-787');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('•••• 787')).toBeVisible();
});
