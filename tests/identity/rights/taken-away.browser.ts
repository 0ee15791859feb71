import type { Page } from '@playwright/test';
import { expect, test, type Visit } from '../../support/browser.ts';
import { signIn } from '../../support/client.ts';
import { eventually } from '../../support/eventually.ts';
import { person } from '../../support/fixtures.ts';
import type { TestServer } from '../../support/server.ts';
import { makeBoard } from '../../work/board-page.ts';

/** How long it took, for the reader; how fast it is, no test decides. */
async function timed(what: string, work: () => Promise<void>): Promise<void> {
  const started = Date.now();
  await work();
  console.log(`${what} after ${Date.now() - started} ms`);
}

test('a role that is taken away is gone from an open tab, and its live document can only be read', async ({
  visit,
  server,
}) => {
  const board = await makeBoard(server, 'Night moves', { cards: ['Grand piano'], tenantAccess: 'editor' });
  const list = await visit('dispatcher', { path: '/work' });
  await expect(list.page.getByRole('button', { name: /new board/i }).first()).toBeVisible();
  const open = await list.context.newPage();
  await open.goto(board.path);
  await expect(open.getByText('Grand piano')).toBeVisible();
  await expect(open.getByText('View only')).toHaveCount(0);

  const admin = await signIn(server.url, person('super_admin'));
  const roles = await admin.api.identity.roles.list.query();
  const { items } = await admin.api.identity.users.list.query({ search: person('dispatcher').email });
  const [before] = items;
  if (!before) throw new Error('The dispatcher is there.');
  const assign = (key: string, version: number) => {
    const roleIds = roles.filter((role) => role.key === key).map(({ id }) => id);
    return admin.api.identity.roles.assign.mutate({ userId: before.id, roleIds, version });
  };
  const { version } = await assign('viewer', before.version);
  await timed('the open list lost its action', () =>
    expect(list.page.getByRole('button', { name: /new board/i })).toHaveCount(0),
  );
  await timed('the open board could only be read', () => expect(open.getByText('View only').first()).toBeVisible());
  const me = await open.request.get(`${server.url}/trpc/identity.me`);
  expect((await me.json()).result.data.abilities.permissions).not.toContain('work:card:update');

  await assign('dispatcher', version);
  await eventually('both tabs have it back', async () => {
    const [buttons, readOnly] = await Promise.all([
      list.page.getByRole('button', { name: /new board/i }).count(),
      open.getByText('View only').count(),
    ]);
    return buttons > 0 && readOnly === 0;
  });
});

/** A list and a board with a live document, each in a tab of one browser. */
async function openTabs(visit: Visit, server: TestServer, role: string) {
  const board = await makeBoard(server, `Moves of ${role}`, { cards: ['Harp'], tenantAccess: 'editor' });
  const list = await visit(role, { path: '/work' });
  await expect(list.page.getByRole('button', { name: 'Your menu' })).toBeVisible();
  const open = await list.context.newPage();
  await open.goto(board.path);
  await expect(open.getByText('Harp')).toBeVisible();
  return [list.page, open] as const;
}

/** At the address, not when that page has loaded: how long loading takes is no part of being signed out. */
const isSignedOut = (page: Page) => expect(page).toHaveURL(/\/sign-in/);

test('a person who is deactivated in one browser is out of every tab of another', async ({ visit, server }) => {
  const [list, open] = await openTabs(visit, server, 'technician');
  const admin = await visit('super_admin', { path: '/admin/people' });
  const { name, email } = person('technician');
  await admin.page.getByRole('button', { name: `Actions for ${name}` }).click();
  const deactivate = admin.page.getByRole('menuitem', { name: 'Deactivate' });
  await expect(deactivate).toBeVisible();
  await timed('deactivated elsewhere: both tabs were signed out', async () => {
    await deactivate.click();
    await Promise.all([isSignedOut(list), isSignedOut(open)]);
  });
  await expect(open.getByText('Harp')).toHaveCount(0);
  await admin.page.getByRole('button', { name: 'Undo' }).click();
  await expect(admin.page.getByRole('row').filter({ hasText: email })).toContainText('Active');
});

test('a session that is ended in one browser is over in every tab of another, live documents too', async ({
  visit,
  server,
}) => {
  const [list, open] = await openTabs(visit, server, 'developer');
  const { page: here } = await visit('developer', { path: '/settings' });
  const end = here.getByRole('button', { name: 'Sign out', exact: true }).first();
  await expect(end).toBeVisible();
  await timed('ended elsewhere: both tabs were signed out', async () => {
    await end.click();
    await Promise.all([isSignedOut(list), isSignedOut(open)]);
  });
  await expect(open.getByText('Harp')).toHaveCount(0);
  await expect(here.getByRole('button', { name: 'Your menu' })).toBeVisible();
});
