import { expect, test } from '../support/browser.ts';
import { toast } from '../support/toast.ts';
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

test('a board is made, filled, and everything on it is stored', async ({ visit }) => {
  const { page } = await visit('manager', { path: '/work' });
  await page.getByRole('button', { name: 'New board' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('Moves in December');
  await page.getByRole('button', { name: 'Create board' }).click();
  await expect(page.getByRole('heading', { name: 'Moves in December' })).toBeVisible();
  await writeCard(page, 'To do', 'Pack the piano');
  await writeCard(page, 'To do', 'Book the truck');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add column' }).click();
  await page.getByLabel('Name of the new column').fill('Waiting');
  await page.keyboard.press('Enter');
  await expectShown(page, { 'To do': ['Pack the piano', 'Book the truck'], Doing: [], Done: [], Waiting: [] });
  await expectSaved(page);
  await page.reload();
  await expectShown(page, { 'To do': ['Pack the piano', 'Book the truck'], Doing: [], Done: [], Waiting: [] });
});

test('columns are renamed, limited, moved and deleted with undo', async ({ visit, server }) => {
  const board = await makeBoard(server, 'Columns', { cards: ['One', 'Two', 'Three'] });
  const { page } = await visit('manager', { path: board.path });
  await column(page, 'To do').getByRole('heading').dblclick();
  await page.getByLabel('Column name').fill('Next');
  await page.keyboard.press('Enter');
  await column(page, 'Next').getByRole('button', { name: 'Actions for column Next' }).click();
  await page.getByRole('menuitem', { name: 'Set a limit' }).click();
  await page.getByLabel('Cards at most').fill('2');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(column(page, 'Next').getByText('over limit')).toBeAttached();
  await column(page, 'Next').getByRole('button', { name: 'Actions for column Next' }).click();
  await page.getByRole('menuitem', { name: 'Move right' }).click();
  await expectShown(page, { Doing: [], Next: ['One', 'Two', 'Three'], Done: [] });
  await column(page, 'Next').getByRole('button', { name: 'Actions for column Next' }).click();
  await page.getByRole('menuitem', { name: 'Delete column' }).click();
  await expectShown(page, { Doing: ['One', 'Two', 'Three'], Done: [] });
  await page.keyboard.press('Control+z');
  await expectShown(page, { Doing: [], Next: ['One', 'Two', 'Three'], Done: [] });
});

test('a card carries title, description, people, labels, date, checklist and comments', async ({ visit, server }) => {
  const board = await makeBoard(server, 'Card', { cards: ['Pack the piano'] });
  const { page } = await visit('manager', { path: board.path });
  const opened = await openCard(page, 'Pack the piano');
  await opened.getByLabel('Title of the card').fill('Pack the grand piano');
  await opened.locator('.tiptap').click();
  await page.keyboard.type('Mind the stairs');
  await opened.getByRole('button', { name: 'Assign people' }).click();
  await page.getByPlaceholder('Find a person').fill('dispatcher');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await opened.getByRole('button', { name: 'Add labels' }).click();
  await page.getByPlaceholder('Find or create a label').fill('Fragile');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await opened.getByLabel('Set a date').fill('2020-01-31');
  await opened.getByLabel('Add an entry').fill('Blankets');
  await page.keyboard.press('Enter');
  await opened.getByLabel('Done: Blankets').click();
  await opened.getByLabel('Write a comment').fill('Call the owner first');
  await opened.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(opened.getByText('Call the owner first')).toBeVisible();
  await page.keyboard.press('Escape');
  const tile = card(page, 'Pack the grand piano');
  await expect(tile).toContainText('Fragile');
  await expect(tile).toContainText('late');
  await expect(tile).toContainText('1/1');
  await expect(tile.getByRole('img', { name: 'dispatcher of north' })).toBeVisible();
  await expectSaved(page);
  await page.reload();
  const again = await openCard(page, 'Pack the grand piano');
  await expect(again.locator('.tiptap')).toContainText('Mind the stairs');
});

test('a link reproduces the screen: filter and open card', async ({ visit, server }) => {
  const board = await makeBoard(server, 'Filter', { cards: ['Piano upstairs', 'Sofa', 'Piano cellar'] });
  const { page } = await visit('manager', { path: board.path });
  await card(page, 'Sofa').focus();
  await page.keyboard.press('/');
  await page.keyboard.type('piano');
  await expectShown(page, { 'To do': ['Piano upstairs', 'Piano cellar'], Doing: [], Done: [] });
  await openCard(page, 'Piano cellar');
  await page.goto(page.url());
  await expect(panel(page)).toBeVisible();
  await expectShown(page, { 'To do': ['Piano upstairs', 'Piano cellar'], Doing: [], Done: [] });
  await panel(page).getByRole('button', { name: 'Close card' }).click();
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await expectShown(page, { 'To do': ['Piano upstairs', 'Sofa', 'Piano cellar'], Doing: [], Done: [] });
});

test('cards are archived, deleted and come back', async ({ visit, server }) => {
  const board = await makeBoard(server, 'Archive', { cards: ['Keep', 'Archive me', 'Delete me'] });
  const { page } = await visit('manager', { path: board.path });
  await card(page, 'Archive me').focus();
  await page.keyboard.press('a');
  await card(page, 'Delete me').focus();
  await page.keyboard.press('Delete');
  await expectShown(page, { 'To do': ['Keep'], Doing: [], Done: [] });
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Archive and deleted cards' }).click();
  await panel(page).getByRole('button', { name: 'Restore' }).click();
  await panel(page)
    .getByRole('tab', { name: /Deleted/ })
    .click();
  await panel(page).getByRole('button', { name: 'Restore' }).click();
  await expectShown(page, { 'To do': ['Keep', 'Archive me', 'Delete me'], Doing: [], Done: [] });
  await expectSaved(page);
  expect(await storedBoard(server, board)).toEqual({
    'To do': ['Keep', 'Archive me', 'Delete me'],
    Doing: [],
    Done: [],
  });
});

test('a deleted board can be taken back', async ({ visit, server }) => {
  const board = await makeBoard(server, 'Short-lived board');
  const { page } = await visit('manager', { path: board.path });
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete board' }).click();
  await toast(page, 'Short-lived board').hover();
  await expect(page).toHaveURL(/\/work$/);
  await expect(page.getByRole('link', { name: 'Short-lived board' })).toHaveCount(0);
  await toast(page, 'Short-lived board').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'Short-lived board' }).first()).toBeVisible();
});
