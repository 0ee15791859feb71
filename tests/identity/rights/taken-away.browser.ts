import { expect, test } from '../../support/browser.ts';
import { signIn } from '../../support/client.ts';
import { eventually } from '../../support/eventually.ts';
import { person } from '../../support/fixtures.ts';
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
