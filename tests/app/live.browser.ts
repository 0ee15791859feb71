import { expect, test } from '../support/browser.ts';
import { signIn } from '../support/client.ts';
import { person } from '../support/fixtures.ts';
import { toast } from '../support/toast.ts';

test('brings a notification to an open screen and leads to what it is about', async ({ visit, server }) => {
  const { page } = await visit('technician');
  const bell = page.getByRole('button', { name: /^Notifications/ });
  await expect(bell).toBeVisible();
  const { api } = await signIn(server.url, person('sales'));
  const board = await api.work.boards.create.mutate({ name: 'Boiler checks', kind: 'team', tenantAccess: 'none' });
  await api.work.boards.setMember.mutate({ id: board.id, userId: person('technician').id, access: 'editor' });
  await expect(page.getByRole('button', { name: 'Notifications, 1 unread' })).toBeVisible();
  await bell.click();
  const list = page.getByRole('dialog', { name: 'Notifications' });
  await list.getByRole('link', { name: /opened the board Boiler checks to you/ }).click();
  await expect(page).toHaveURL(new RegExp(board.id));
  await expect(page.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible();
});

test('shows a change of somebody else in an open list', async ({ visit, server }) => {
  const { page } = await visit('c_suite', { path: '/admin/people' });
  const row = page.getByRole('row', { name: new RegExp(person('support').email) });
  await expect(row).toContainText('Active');
  const { api } = await signIn(server.url, person('super_admin'));
  const { items } = await api.identity.users.list.query({ search: person('support').email });
  const version = items[0]?.version ?? 0;
  const changed = await api.identity.users.setStatus.mutate({
    id: person('support').id,
    status: 'deactivated',
    version,
  });
  await expect(row).toContainText('Deactivated');
  await api.identity.users.setStatus.mutate({ id: person('support').id, status: 'active', version: changed.version });
  await expect(row).toContainText('Active');
});

test('signs a revoked device out at once', async ({ visit }) => {
  const phone = await visit('developer');
  const desk = await visit('developer', { path: '/settings' });
  const other = desk.page.getByRole('listitem').filter({ hasNotText: 'This device' });
  await other.getByRole('button', { name: 'Sign out' }).first().click();
  await Promise.all([
    expect(phone.page).toHaveURL(/\/sign-in/),
    expect(toast(desk.page, 'The device was signed out.')).toBeVisible(),
  ]);
  await expect(other.getByRole('button', { name: 'Sign out' })).toHaveCount(0);
});

test('says when the server is gone, and catches up when it is back', async ({ visit, ownServer }) => {
  const { page } = await visit('manager', { server: ownServer, path: '/work' });
  await expect(page.getByText('Plan work together on a board')).toBeVisible();
  await ownServer.kill();
  await expect(page.getByText('No connection to the server.')).toBeVisible();
  await ownServer.restart();
  const { api } = await signIn(ownServer.url, person('sales'));
  await api.work.boards.create.mutate({ name: 'Made meanwhile', kind: 'team', tenantAccess: 'editor' });
  await expect(page.getByText('No connection to the server.')).toBeHidden();
  await expect(page.getByRole('main').or(page.locator('#content')).getByText('Made meanwhile').first()).toBeVisible();
});
