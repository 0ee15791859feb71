import type { Page, Route } from '@playwright/test';
import { shellStands } from '../app/shell-stands.ts';
import { devices, faultsInThemes } from '../support/accessibility.ts';
import { expect, test } from '../support/browser.ts';
import { type SignedIn, signIn } from '../support/client.ts';
import { person } from '../support/fixtures.ts';
import type { TestServer } from '../support/server.ts';

const path = '/admin/live-documents';

async function makeBoard({ api }: SignedIn, name: string, cards: number): Promise<string> {
  const { id } = await api.work.boards.create.mutate({ name, kind: 'team', tenantAccess: 'editor' });
  for (let card = 0; card < cards; card++) {
    await api.work.cards.create.mutate({ boardId: id, title: `Move ${card}`, description: 'x'.repeat(400) });
  }
  return id;
}

function manager(server: TestServer): Promise<SignedIn> {
  return signIn(server.url, person('manager'));
}

function row(page: Page, name: string) {
  return page.getByRole('row').filter({ hasText: name });
}

test('an administrator finds a document, sees who is in it, and disconnects them for a moment', async ({
  visit,
  server,
}) => {
  const boardId = await makeBoard(await manager(server), 'Crew rota', 2);
  const { page: theirs } = await visit('manager', { path: `/work/boards/${boardId}` });
  await expect(theirs.getByText('Move 1')).toBeVisible();
  const { page } = await visit('super_admin', { path });
  await shellStands(page);
  await page.getByRole('searchbox', { name: 'Find a board' }).fill('rota');
  await expect(page).toHaveURL(/search=rota/);
  const document = row(page, 'Crew rota');
  await expect(document.getByRole('img', { name: person('manager').name })).toBeVisible();
  await expect(document.getByRole('cell', { name: 'Up to date', exact: true })).toBeVisible();
  await document.getByRole('button', { name: 'Actions for Crew rota' }).click();
  await page.getByRole('menuitem', { name: 'Disconnect everyone' }).click();
  await expect(page.getByText(/Everyone was disconnected from Crew rota/).first()).toBeVisible();
  // They are back by themselves: what another edits still reaches them.
  await (await manager(server)).api.work.cards.create.mutate({ boardId, title: 'Made after it' });
  await expect(theirs.getByText('Made after it')).toBeVisible();
});

test('what is typed into the filter while the list is on its way stays there', async ({ visit, server }) => {
  await makeBoard(await manager(server), 'Slow rota', 1);
  const { page } = await visit('super_admin');
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/liveDocuments\.list/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(path);
  await page.getByRole('searchbox', { name: 'Find a board' }).click();
  await page.keyboard.type('Slow ro');
  release();
  await expect(row(page, 'Slow rota')).toBeVisible();
  await page.keyboard.type('ta');
  await expect(page.getByRole('searchbox', { name: 'Find a board' })).toHaveValue('Slow rota');
  await expect(page).toHaveURL(/search=Slow(\+|%20)rota/);
});

test('the figures live: an edit elsewhere shows without a reload', async ({ visit, server }) => {
  const signedIn = await manager(server);
  const boardId = await makeBoard(signedIn, 'Watched board', 1);
  const { page } = await visit('super_admin', { path: `${path}?search=watched` });
  const updates = row(page, 'Watched board').getByRole('cell').nth(4);
  await expect(updates).toHaveText('2');
  await signedIn.api.work.cards.create.mutate({ boardId, title: 'One more' });
  await expect(updates).toHaveText('3');
  await page.getByRole('button', { name: 'Actions for Watched board' }).click();
  await page.getByRole('menuitem', { name: 'Compact now' }).click();
  await expect(updates).toHaveText('0');
});

test('a version is saved by keyboard alone', async ({ visit, server }) => {
  const boardId = await makeBoard(await manager(server), 'Kept board', 1);
  const { page } = await visit('super_admin', { path: `${path}?search=kept` });
  await page.getByRole('button', { name: 'Actions for Kept board' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Save a version…' }).press('Enter');
  await page.getByLabel('Name of the version').pressSequentially('Before the audit');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Version “Before the audit” was saved.').first()).toBeVisible();
  const versions = await (await manager(server)).api.collaboration.versions.list.query({
    documentName: `board/${boardId}`,
  });
  expect(versions.items.map(({ name }) => name)).toContain('Before the audit');
});

test('a name that could not be saved stays in its field, and is saved at the next attempt', async ({
  visit,
  server,
}) => {
  await makeBoard(await manager(server), 'Unlucky board', 1);
  const { page } = await visit('super_admin', { path: `${path}?search=unlucky` });
  await page.route(/saveVersion/, (route) => route.abort());
  await page.getByRole('button', { name: 'Actions for Unlucky board' }).click();
  await page.getByRole('menuitem', { name: 'Save a version…' }).click();
  await page.getByLabel('Name of the version').fill('Before the move');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The server cannot be reached.').first()).toBeVisible();
  await expect(page.getByLabel('Name of the version')).toHaveValue('Before the move');
  await page.unroute(/saveVersion/);
  await page.getByRole('button', { name: 'Save version' }).click();
  await expect(page.getByText('Version “Before the move” was saved.').first()).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a list that cannot be had says so, stays so while it is asked for again, and then is there', async ({
  visit,
  server,
}) => {
  await makeBoard(await manager(server), 'Late board', 1);
  const { page } = await visit('super_admin');
  const list = /liveDocuments\.list/;
  let answer = (route: Route) => route.abort();
  await page.route(list, (route) => answer(route));
  await page.goto(path);
  const problem = page.getByRole('alert').filter({ hasText: 'The server cannot be reached.' });
  await expect(problem).toBeVisible();
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const asked = page.waitForRequest(list);
  answer = async (route) => {
    await held;
    await route.continue();
  };
  await asked;
  await expect(problem).toBeVisible();
  release();
  await expect(row(page, 'Late board')).toBeVisible();
  await expect(problem).toHaveCount(0);
});

for (const [device, viewport] of Object.entries(devices)) {
  test(`live documents are accessible ${device}`, async ({ visit, server }) => {
    const name = `Read aloud ${device}`;
    await makeBoard(await manager(server), name, 1);
    const { page } = await visit('super_admin', { viewport, path });
    await expect(row(page, name)).toBeVisible();
    expect(await faultsInThemes(page)).toEqual([]);
  });
}
