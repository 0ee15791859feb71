import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';
import { card, column, expectSaved, expectShown, makeBoard, storedBoard } from './board-page.ts';

/** Drags with the mouse in small steps, as a hand does, to a point in a column. */
async function dragTo(page: Page, title: string, columnName: string, y: 'top' | 'bottom'): Promise<void> {
  // Not before it lies still: the board measures its cards when it has drawn them.
  await card(page, title).hover();
  const from = await card(page, title).boundingBox();
  const to = await column(page, columnName).boundingBox();
  if (!from || !to) throw new Error('The card or the column is not in sight.');
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2 + 12, from.y + from.height / 2 + 12, { steps: 3 });
  await page.mouse.move(to.x + to.width / 2, y === 'top' ? to.y + 44 : to.y + to.height - 8, { steps: 8 });
  await expect(column(page, columnName).locator('[data-drop-line]')).toBeVisible();
  await page.mouse.up();
}

test('cards are dragged with the mouse, and undo puts them back', async ({ visit, server }) => {
  const board = await makeBoard(server, 'Mouse', { cards: ['One', 'Two', 'Three'] });
  const { page } = await visit('manager', { path: board.path });
  await dragTo(page, 'Two', 'Doing', 'top');
  await expectShown(page, { 'To do': ['One', 'Three'], Doing: ['Two'], Done: [] });
  await dragTo(page, 'Three', 'Doing', 'top');
  await expectShown(page, { 'To do': ['One'], Doing: ['Three', 'Two'], Done: [] });
  await page.keyboard.press('Control+z');
  await expectShown(page, { 'To do': ['One', 'Three'], Doing: ['Two'], Done: [] });
  await page.keyboard.press('Control+Shift+z');
  await expectSaved(page);
  expect(await storedBoard(server, board)).toEqual({ 'To do': ['One'], Doing: ['Three', 'Two'], Done: [] });
});

test('cards are moved with the keyboard, and every step is spoken', async ({ visit, server }) => {
  const board = await makeBoard(server, 'Keyboard', { cards: ['One', 'Two', 'Three'] });
  const { page } = await visit('manager', { path: board.path });
  const spoken = page.getByRole('alert');
  await card(page, 'One').focus();
  await page.keyboard.press('Space');
  await expect(spoken.filter({ hasText: 'Picked up “One” in To do, place 1 of 3' })).toBeAttached();
  await page.keyboard.press('ArrowDown');
  await expect(spoken.filter({ hasText: 'To do, place 2 of 3' })).toBeAttached();
  await page.keyboard.press('Space');
  await expect(spoken.filter({ hasText: '“One” dropped in To do, place 2 of 3' })).toBeAttached();
  await expectShown(page, { 'To do': ['Two', 'One', 'Three'], Doing: [], Done: [] });
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expectShown(page, { 'To do': ['Two', 'Three'], Doing: [], Done: ['One'] });
  await expect(card(page, 'One')).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Escape');
  await expectShown(page, { 'To do': ['Two', 'Three'], Doing: [], Done: ['One'] });
});

test('the keyboard walks, selects, edits and moves several cards at once', async ({ visit, server }) => {
  const board = await makeBoard(server, 'Several', { cards: ['One', 'Two', 'Three'] });
  const { page } = await visit('manager', { path: board.path });
  await card(page, 'One').focus();
  for (const key of ['x', 'j', 'j', 'x']) await page.keyboard.press(key);
  await expect(page.getByText('2 cards selected')).toBeVisible();
  await page.getByRole('toolbar').getByRole('button', { name: 'Move' }).click();
  await page.getByRole('menuitem', { name: 'Done' }).click();
  await expectShown(page, { 'To do': ['Two'], Doing: [], Done: ['One', 'Three'] });
  await card(page, 'Two').focus();
  await page.keyboard.press('e');
  await page.keyboard.type('Two, renamed');
  await page.keyboard.press('Enter');
  await expectShown(page, { 'To do': ['Two, renamed'], Doing: [], Done: ['One', 'Three'] });
  await page.keyboard.press('l');
  await expect(card(page, 'One')).toBeFocused();
  await page.keyboard.press('c');
  await page.keyboard.type('Four');
  await page.keyboard.press('Enter');
  await expectShown(page, { 'To do': ['Two, renamed'], Doing: [], Done: ['One', 'Three', 'Four'] });
});

test('cards are written one after the other, and buttons keep Enter and Space', async ({ visit, server }) => {
  const board = await makeBoard(server, 'Writing', { cards: ['One'] });
  const { page } = await visit('manager', { path: board.path });
  await card(page, 'One').focus();
  await page.keyboard.press('c');
  for (const title of ['Two', 'Three']) {
    await page.keyboard.type(title);
    await page.keyboard.press('Enter');
  }
  await expectShown(page, { 'To do': ['One', 'Two', 'Three'], Doing: [], Done: [] });
  await page.keyboard.press('Escape');
  await column(page, 'Doing').getByRole('button', { name: 'Actions for column Doing' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(column(page, 'Doing').getByRole('button', { name: 'Actions for column Doing' })).toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Space');
  await expectShown(page, { 'To do': ['One', 'Two'], Doing: [], Done: [] });
  await card(page, 'One').focus();
  await page.keyboard.press('Delete');
  await expect(card(page, 'Two')).toBeFocused();
});

test('of 5,000 cards only those in sight are in the page, and the keyboard reaches the rest', async ({
  visit,
  server,
}) => {
  const titles = Array.from({ length: 5000 }, (_, at) => `Card ${at}`);
  const board = await makeBoard(server, 'Large', { cards: titles });
  const { page } = await visit('manager', { path: board.path });
  await expect(card(page, 'Card 0').first()).toBeVisible({ timeout: 60_000 });
  expect(await page.locator('[data-card-id]').count()).toBeLessThan(80);
  await card(page, 'Card 0').first().focus();
  for (const key of ['Space', 'End', 'Space']) await page.keyboard.press(key);
  await expect(page.locator('[data-card-id]').filter({ hasText: /^Card 0$/ })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('[data-card-id]').filter({ hasText: 'Card 4999' })).toBeFocused();
  await expectSaved(page);
  const stored = await storedBoard(server, board);
  expect(stored['To do']?.slice(-2)).toEqual(['Card 4999', 'Card 0']);
});

test('a card that is flicked away, faster than the screen is drawn, lands where it was let go of', async ({
  visit,
  server,
}) => {
  const board = await makeBoard(server, 'Flick', { cards: ['One', 'Two'] });
  const { page } = await visit('manager', { path: board.path });
  await card(page, 'One').hover();
  await card(page, 'One').evaluate((element) => {
    const to = document.querySelector('section[aria-label="Done"]')?.getBoundingClientRect();
    const from = element.getBoundingClientRect();
    const mouse = (type: string, x: number, y: number) =>
      document
        .elementFromPoint(x, y)
        ?.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, clientX: x, clientY: y }));
    mouse('mousedown', from.x + 20, from.y + 10);
    mouse('mousemove', (to?.x ?? 0) + 40, (to?.y ?? 0) + 60);
    mouse('mouseup', (to?.x ?? 0) + 40, (to?.y ?? 0) + 60);
  });
  await expectShown(page, { 'To do': ['Two'], Doing: [], Done: ['One'] });
  await expect(card(page, 'One')).not.toHaveClass(/opacity-45/);
});

test('columns are dragged by their names', async ({ visit, server }) => {
  const board = await makeBoard(server, 'Column drag');
  const { page } = await visit('manager', { path: board.path });
  await column(page, 'To do').getByRole('heading').hover();
  const to = await column(page, 'Done').boundingBox();
  if (!to) throw new Error('The columns are not in sight.');
  await page.mouse.down();
  await page.mouse.move(to.x + to.width - 20, to.y + 20, { steps: 10 });
  await page.mouse.up();
  await expectShown(page, { Doing: [], Done: [], 'To do': [] });
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true });

  test('a long press picks a card up', async ({ visit, server }) => {
    const board = await makeBoard(server, 'Finger', { cards: ['One', 'Two'] });
    const { page, context } = await visit('manager', { path: board.path });
    const finger = await context.newCDPSession(page);
    // Until it lies still and takes a touch.
    await card(page, 'One').tap({ trial: true });
    const from = await card(page, 'One').boundingBox();
    const to = await column(page, 'Doing').boundingBox();
    if (!from || !to) throw new Error('The card or the column is not in sight.');
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
    const start = { x: from.x + 40, y: from.y + 15 };
    await touch('touchStart', start.x, start.y);
    await expect(card(page, 'One').first()).toHaveClass(/opacity-45/);
    for (let step = 1; step <= 8; step++) {
      await touch(
        'touchMove',
        start.x + ((to.x + 60 - start.x) * step) / 8,
        start.y + ((to.y + 60 - start.y) * step) / 8,
      );
    }
    await expect(column(page, 'Doing').locator('[data-drop-line]')).toBeVisible();
    await touch('touchEnd', 0, 0);
    await expectShown(page, { 'To do': ['Two'], Doing: ['One'], Done: [] });
  });
});
