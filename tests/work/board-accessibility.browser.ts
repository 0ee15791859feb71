import { assign, setCardLabel, setDue } from '@muster/contract/work/board-cards';
import { addChecklistItem } from '@muster/contract/work/board-checklist';
import { setWipLimit } from '@muster/contract/work/board-columns';
import { newEntryId } from '@muster/contract/work/board-id';
import { createLabel } from '@muster/contract/work/board-labels';
import { readBoard } from '@muster/contract/work/board-whole';
import { faultsInThemes } from '../support/accessibility.ts';
import { expect, test } from '../support/browser.ts';
import type { TestServer } from '../support/server.ts';
import { card, makeBoard, openCard, type TestBoard, withReplica } from './board-page.ts';

/** A board with one of everything that a card can show. */
async function makeFullBoard(server: TestServer, name: string): Promise<TestBoard> {
  const board = await makeBoard(server, name, { cards: ['Piano', 'Sofa', 'Lamp'] });
  await withReplica(server, board, ({ doc }) => {
    const edit = { userId: board.owner.userId, at: new Date().toISOString(), origin: 'test' };
    const { cards, columns } = readBoard(doc);
    const [first] = cards;
    if (!first) throw new Error('There is no card.');
    createLabel(doc, edit, { id: 'fragile', name: 'Fragile', color: 'red' });
    setCardLabel(doc, edit, first.id, 'fragile', true);
    setDue(doc, edit, first.id, '2020-01-01');
    assign(doc, edit, first.id, board.owner.userId);
    addChecklistItem(doc, edit, first.id, { id: newEntryId(), text: 'Blankets', done: true });
    setWipLimit(doc, edit, columns[0]?.id ?? '', 2);
  });
  return board;
}

test('the list of boards is accessible', async ({ visit, server }) => {
  await makeFullBoard(server, 'Axe in the list');
  const { page } = await visit('manager', { path: '/work' });
  await expect(page.getByRole('link', { name: 'Axe in the list' }).first()).toBeVisible();
  expect(await faultsInThemes(page)).toEqual([]);
});

test('a board, and cards selected on it, are accessible', async ({ visit, server }) => {
  const board = await makeFullBoard(server, 'Axe on the board');
  const { page } = await visit('manager', { path: board.path });
  await expect(card(page, 'Piano')).toBeVisible();
  expect(await faultsInThemes(page), 'the board').toEqual([]);
  await card(page, 'Sofa').focus();
  await page.keyboard.press('x');
  await expect(page.getByText('1 card selected')).toBeVisible();
  expect(await faultsInThemes(page), 'a selection').toEqual([]);
});

test('an open card is accessible', async ({ visit, server }) => {
  const board = await makeFullBoard(server, 'Axe in a card');
  const { page } = await visit('manager', { path: board.path });
  const opened = await openCard(page, 'Piano');
  await opened.locator('.tiptap').click();
  expect(await faultsInThemes(page)).toEqual([]);
});

test('the history of a board, and sharing it, are accessible', async ({ visit, server }) => {
  const board = await makeFullBoard(server, 'Axe beside the board');
  const { page } = await visit('manager', { path: `${board.path}?panel=history` });
  await expect(page.getByRole('dialog', { name: 'Version history' })).toBeVisible();
  expect(await faultsInThemes(page), 'the history').toEqual([]);
  await page.goto(board.path);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await faultsInThemes(page), 'sharing').toEqual([]);
});
