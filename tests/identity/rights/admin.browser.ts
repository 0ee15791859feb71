import { devices, faultsInThemes } from '../../support/accessibility.ts';
import { expect, test } from '../../support/browser.ts';
import { person } from '../../support/fixtures.ts';
import { toast } from '../../support/toast.ts';

const viewerName = person('viewer').name;

test('a role is changed in the matrix, tried out, saved and taken back, and another browser follows', async ({
  visit,
}) => {
  const viewer = await visit('viewer', { path: '/work' });
  await expect(viewer.page.getByPlaceholder('Find a board')).toBeVisible();
  await expect(viewer.page.getByRole('button', { name: /new board/i })).toHaveCount(0);
  const { page } = await visit('super_admin', { path: '/admin/roles' });
  const cell = (scope: string) => page.getByRole('button', { name: `Create boards, Viewer: ${scope}` });
  await cell('Not held').focus();
  await page.keyboard.press('3');
  await expect(cell('Company')).toBeVisible();
  await page.getByRole('button', { name: 'See what it would do' }).click();
  const preview = page.getByRole('dialog', { name: 'What this would do' });
  await expect(preview.getByText(viewerName)).toBeVisible();
  await expect(preview.getByText('Create boards')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await toast(page, 'Roles saved.').hover();
  await expect(viewer.page.getByRole('button', { name: /new board/i }).first()).toBeVisible();
  await toast(page, 'Roles saved.').getByRole('button', { name: 'Undo' }).click();
  await expect(viewer.page.getByRole('button', { name: /new board/i })).toHaveCount(0);
});

test('the matrix is walked by arrow keys, filtered by words, and locks what is not the reader’s to give', async ({
  visit,
}) => {
  const { page } = await visit('c_suite', { path: '/admin/roles' });
  await page.getByRole('button', { name: 'See people, Manager: Company' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(
    page.getByRole('button', { name: 'Add people, switch accounts on and off, Manager: Company' }),
  ).toBeFocused();
  const top = page.getByRole('button', { name: 'See pay, Super admin: Company' });
  await expect(top).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('searchbox').fill('boards');
  await expect(page.getByRole('rowheader', { name: 'See pay' })).toHaveCount(0);
  await expect(page.getByRole('rowheader', { name: 'See boards' })).toBeVisible();
});

test('a second press before the first is answered asks for nothing', async ({ visit }) => {
  const { page } = await visit('super_admin', { path: '/admin/groups' });
  const asked: string[] = [];
  // What is asked for in one moment travels in one request, which names each.
  page.on('request', (request) => asked.push(...(request.url().match(/groups\.create/g) ?? [])));
  await page.getByRole('button', { name: 'New group' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Night shift');
  await page.getByRole('button', { name: 'Create group' }).evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  await expect(page.getByRole('dialog', { name: 'Night shift' })).toBeVisible();
  expect(asked).toHaveLength(1);
});

test('“why” answers with the way over group and role', async ({ visit }) => {
  const { page } = await visit('super_admin', { path: '/admin/groups' });
  await page.getByRole('button', { name: 'New group' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Field crews');
  await page.getByRole('button', { name: 'Create group' }).click();
  const group = page.getByRole('dialog', { name: 'Field crews' });
  await group.getByLabel(/^Dispatcher/).click();
  await group.getByRole('button', { name: 'Save' }).click();
  await expect(toast(page, 'Field crews was saved.')).toBeVisible();
  await group.getByRole('button', { name: 'Add a member' }).click();
  await page.getByPlaceholder('Add a member').fill(viewerName);
  await page.getByRole('button', { name: viewerName, exact: true }).click();
  await expect(toast(page, '1 person joined Field crews.')).toBeVisible();
  await page.goto(`/admin/people?person=${person('viewer').id}`);
  await page.getByRole('tab', { name: 'Why?' }).click();
  await page.getByLabel(`Can ${viewerName} do this?`).click();
  await page.getByRole('option', { name: 'Create boards' }).click();
  const answer = page.getByRole('status').filter({ hasText: 'Yes' });
  await expect(answer).toContainText('Field crews');
  await expect(answer).toContainText('Dispatcher (level 50)');
  await page.getByLabel(`Can ${viewerName} do this?`).click();
  await page.getByRole('option', { name: 'Change pay' }).click();
  await expect(page.getByText('No role, group or grant gives it.')).toBeVisible();
});

test('a profile is edited, and pay is there for whoever may know it', async ({ visit }) => {
  const { page } = await visit('super_admin', { path: `/admin/people?person=${person('technician').id}` });
  const panel = page.getByRole('dialog', { name: person('technician').name });
  await panel.getByRole('button', { name: 'Edit profile' }).click();
  await expect(panel.getByLabel('Name', { exact: true })).toHaveValue(person('technician').name);
  await panel.getByLabel('Title').fill('Lead technician');
  await panel.getByLabel('Skills').fill('Forklift 3\nFirst aid');
  await expect(panel.getByText('“First aid” is no skill with a level.')).toBeVisible();
  await panel.getByLabel('Skills').fill('Forklift 3\nFirst aid 5');
  await panel.getByLabel('Weekly hours').fill('Mon 08:00-16:30');
  await panel.getByRole('button', { name: 'Save' }).click();
  await expect(panel.getByText('Lead technician')).toBeVisible();
  await expect(panel.getByText('First aid')).toBeVisible();
  await panel.getByRole('button', { name: 'Edit pay' }).click();
  await panel.getByLabel('Hourly rate').fill('31.50');
  await panel.getByRole('button', { name: 'Save' }).click();
  await expect(panel.getByText('31.50 an hour')).toBeVisible();
  const manager = await visit('manager', { path: `/admin/people?person=${person('technician').id}` });
  await expect(manager.page.getByText('Lead technician')).toBeVisible();
  await expect(manager.page.getByText('31.50')).toHaveCount(0);
});

test('employees come from a file, looked at line by line first', async ({ visit }) => {
  const { page } = await visit('manager', { path: '/admin/people' });
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const csv =
    'name,email,role\nAnna Nowak,anna@north.test,Mover\nNobody,not an address,\nBoss,boss@north.test,Executive\n';
  await page
    .getByLabel('Choose a file')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(page.getByText('1 new, 0 changed, 2 with problems')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Mail the new person a link to choose a password' })).toBeChecked();
  await page.getByRole('button', { name: 'Import 1 person' }).click();
  await expect(toast(page, '1 people added, 0 changed.')).toBeVisible();
  await expect(page.getByText('anna@north.test')).toBeVisible();
});

const pages = {
  roles: ['/admin/roles', 'See people'],
  groups: ['/admin/groups', 'New group'],
  person: [`/admin/people?person=${person('manager').id}`, 'Weekly hours'],
};

for (const [device, viewport] of Object.entries(devices)) {
  for (const [name, [path = '', shows = '']] of Object.entries(pages)) {
    test(`the page of ${name} is accessible ${device}`, async ({ visit }) => {
      const { page } = await visit('super_admin', { viewport, path });
      await expect(page.getByText(shows).last()).toBeVisible();
      expect(await faultsInThemes(page)).toEqual([]);
    });
  }
}
