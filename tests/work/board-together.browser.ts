import { devices } from '../support/accessibility.ts';
import { expect, test } from '../support/browser.ts';
import { person } from '../support/fixtures.ts';
import {
  card,
  column,
  expectSaved,
  expectShown,
  makeBoard,
  openCard,
  panel,
  storedBoard,
  writeCard,
} from './board-page.ts';

test('two people see each other and every change as it happens', async ({ visit, server }) => {
  const board = await makeBoard(server, 'Together', { cards: ['Piano', 'Sofa'] });
  const ann = await visit('manager', { path: board.path });
  const bob = await visit('dispatcher', { path: board.path });
  await expect(ann.page.getByRole('img', { name: bob.person.name })).toBeVisible();
  await writeCard(bob.page, 'Doing', 'Lamp');
  await expectShown(ann.page, { 'To do': ['Piano', 'Sofa'], Doing: ['Lamp'], Done: [] });
  await card(bob.page, 'Piano').focus();
  await expect(ann.page.getByText(`${bob.person.name} is here`)).toBeAttached();
  await bob.page.keyboard.press('Space');
  await expect(ann.page.getByText(`${bob.person.name} is moving this`)).toBeVisible();
  await bob.page.keyboard.press('ArrowRight');
  await bob.page.keyboard.press('Space');
  await expect(column(ann.page, 'Doing').getByText('Piano')).toBeVisible();
  await expect(ann.page.getByText(`${bob.person.name} is moving this`)).toHaveCount(0);
});

test('a description is written by two at once, each sees the other’s caret', async ({ visit, server }) => {
  const board = await makeBoard(server, 'Description', { cards: ['Piano'] });
  const [ann, bob] = [await visit('manager', { path: board.path }), await visit('dispatcher', { path: board.path })];
  const [annPanel, bobPanel] = [await openCard(ann.page, 'Piano'), await openCard(bob.page, 'Piano')];
  await annPanel.locator('.tiptap').click();
  await ann.page.keyboard.type('Third floor');
  await expect(bobPanel.locator('.tiptap')).toContainText('Third floor');
  await bobPanel.locator('.tiptap').click();
  await bob.page.keyboard.press('Control+End');
  await expect(annPanel.locator('.remote-caret')).toBeVisible();
  await ann.page.keyboard.press('Home');
  await Promise.all([ann.page.keyboard.type('Careful: '), bob.page.keyboard.type(' and narrow stairs')]);
  for (const opened of [annPanel, bobPanel]) {
    await expect(opened.locator('.tiptap')).toContainText(/^.*Careful: .*Third floor and narrow stairs.*$/);
  }
});

test('two edit one title: both edits stay', async ({ visit, server }) => {
  const board = await makeBoard(server, 'Title', { cards: ['Move piano'] });
  const [ann, bob] = [await visit('manager', { path: board.path }), await visit('dispatcher', { path: board.path })];
  for (const { page } of [ann, bob]) await openCard(page, 'Move piano');
  const titleOf = (visitor: typeof ann) => panel(visitor.page).getByLabel('Title of the card');
  await bob.context.setOffline(true);
  await titleOf(ann).press('Home');
  await ann.page.keyboard.type('Urgent: ');
  await titleOf(bob).press('End');
  await bob.page.keyboard.type(' upstairs');
  await bob.context.setOffline(false);
  for (const visitor of [ann, bob]) await expect(titleOf(visitor)).toHaveValue('Urgent: Move piano upstairs');
});

test('a card deleted while another writes in it keeps the words and comes back', async ({ visit, server }) => {
  const board = await makeBoard(server, 'Deleted', { cards: ['Piano'] });
  const [ann, bob] = [await visit('manager', { path: board.path }), await visit('dispatcher', { path: board.path })];
  const annPanel = await openCard(ann.page, 'Piano');
  await annPanel.locator('.tiptap').click();
  await ann.page.keyboard.type('Mind the ');
  await card(bob.page, 'Piano').focus();
  await bob.page.keyboard.press('Delete');
  await expect(annPanel.getByText(`${bob.person.name} deleted this card. Its text is kept.`)).toBeVisible();
  await ann.page.keyboard.type('stairs');
  await annPanel.getByRole('button', { name: 'Restore' }).click();
  await expectShown(bob.page, { 'To do': ['Piano'], Doing: [], Done: [] });
  await expect((await openCard(bob.page, 'Piano')).locator('.tiptap')).toContainText('Mind the stairs');
});

test('undo takes back only the own steps', async ({ visit, server }) => {
  const board = await makeBoard(server, 'Undo');
  const [ann, bob] = [await visit('manager', { path: board.path }), await visit('dispatcher', { path: board.path })];
  await writeCard(ann.page, 'To do', 'Of Ann');
  await ann.page.keyboard.press('Escape');
  // Below the first one, which has to be there for it.
  await expect(card(bob.page, 'Of Ann')).toBeVisible();
  await writeCard(bob.page, 'To do', 'Of Bob');
  await expectShown(ann.page, { 'To do': ['Of Ann', 'Of Bob'], Doing: [], Done: [] });
  await card(ann.page, 'Of Ann').focus();
  await ann.page.keyboard.press('Control+z');
  for (const { page } of [ann, bob]) await expectShown(page, { 'To do': ['Of Bob'], Doing: [], Done: [] });
  await ann.page.keyboard.press('Control+z');
  await ann.page.keyboard.press('Control+Shift+z');
  for (const { page } of [ann, bob]) await expectShown(page, { 'To do': ['Of Ann', 'Of Bob'], Doing: [], Done: [] });
});

test('a viewer sees everything and can change nothing; an editor who loses the right keeps seeing', async ({
  visit,
  server,
}) => {
  const board = await makeBoard(server, 'View only', { cards: ['Piano'], tenantAccess: 'viewer' });
  const { page } = await visit('dispatcher', { path: board.path });
  await expect(page.locator('[data-save-state]')).toHaveAttribute('data-save-state', 'readOnly');
  await expect(page.getByRole('button', { name: 'Add card' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add column' })).toHaveCount(0);
  await card(page, 'Piano').focus();
  for (const key of ['Delete', 'a', 'Space', 'e', 'c']) await page.keyboard.press(key);
  const opened = await openCard(page, 'Piano');
  await expect(opened.getByLabel('Title of the card')).toHaveCount(0);
  await expect(opened.locator('.tiptap')).toHaveAttribute('contenteditable', 'false');
  await expectShown(page, { 'To do': ['Piano'], Doing: [], Done: [] });
  const { id: userId } = person('dispatcher');
  await board.owner.api.work.boards.setMember.mutate({ id: board.id, userId, access: 'editor' });
  await expect(opened.getByLabel('Title of the card')).toBeVisible();
  await board.owner.api.work.boards.setMember.mutate({ id: board.id, userId, access: null });
  await expect(page.locator('[data-save-state]')).toHaveAttribute('data-save-state', 'readOnly');
  await expect(opened.getByLabel('Title of the card')).toHaveCount(0);
});

test('a version is saved, compared and restored for everybody', async ({ visit, server }) => {
  const board = await makeBoard(server, 'Versions', { cards: ['Piano', 'Sofa'] });
  const [ann, bob] = [await visit('manager', { path: board.path }), await visit('dispatcher', { path: board.path })];
  await ann.page.getByRole('button', { name: 'Version history' }).click();
  await panel(ann.page).getByLabel('Name of the version').fill('Before the rush');
  await panel(ann.page).getByRole('button', { name: 'Save version' }).click();
  await expect(panel(ann.page).getByRole('button', { name: /Before the rush/ })).toBeVisible();
  await card(bob.page, 'Sofa').focus();
  await bob.page.keyboard.press('Delete');
  await writeCard(bob.page, 'Doing', 'Lamp');
  await expectSaved(bob.page);
  await panel(ann.page)
    .getByRole('button', { name: /Before the rush/ })
    .click();
  await expect(panel(ann.page).getByText('1 card added')).toBeVisible();
  await expect(panel(ann.page).getByText('1 card deleted')).toBeVisible();
  await panel(ann.page).getByRole('button', { name: 'Restore this version' }).click();
  for (const { page } of [ann, bob]) await expectShown(page, { 'To do': ['Piano', 'Sofa'], Doing: [], Done: [] });
  await panel(ann.page)
    .getByRole('button', { name: /Before restoring/ })
    .click();
  await panel(ann.page).getByRole('button', { name: 'Restore this version' }).click();
  for (const { page } of [ann, bob]) await expectShown(page, { 'To do': ['Piano'], Doing: ['Lamp'], Done: [] });
  expect(await storedBoard(server, board)).toEqual({ 'To do': ['Piano'], Doing: ['Lamp'], Done: [] });
});

test('a history that cannot be had says so, and comes at the next attempt', async ({ visit, server }) => {
  const board = await makeBoard(server, 'No history');
  await board.owner.api.collaboration.versions.create.mutate({ documentName: `board/${board.id}`, name: 'The first' });
  const { page } = await visit('manager', { path: board.path });
  await page.route(/versions\.list/, (route) => route.abort());
  await page.getByRole('button', { name: 'Version history' }).click();
  const problem = panel(page).getByRole('alert').filter({ hasText: 'The server cannot be reached.' });
  await expect(problem).toBeVisible();
  await page.unroute(/versions\.list/);
  await problem.getByRole('button').click();
  await expect(panel(page).getByRole('button', { name: /The first/ })).toBeVisible();
});

test('on a phone, too, a restore is undone from its message, in front of the history', async ({ visit, server }) => {
  const board = await makeBoard(server, 'Undone', { cards: ['Piano'] });
  await board.owner.api.collaboration.versions.create.mutate({ documentName: `board/${board.id}`, name: 'One card' });
  await board.owner.api.work.cards.create.mutate({ boardId: board.id, title: 'Sofa' });
  const { page } = await visit('manager', { path: `${board.path}?panel=history`, viewport: devices['on a phone'] });
  await panel(page)
    .getByRole('button', { name: /One card/ })
    .click();
  await panel(page).getByRole('button', { name: 'Restore this version' }).click();
  // At once: the message stays for some seconds only. That the board was without the sofa meanwhile, the history says.
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(panel(page).getByRole('button', { name: /taking back a restore/ })).toBeVisible();
  await expect(card(page, 'Sofa')).toHaveCount(1);
  await expect(panel(page).getByRole('button', { name: /^One card/ })).toBeVisible();
});
