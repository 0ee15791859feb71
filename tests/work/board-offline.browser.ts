import { boardRoots } from '@muster/contract/work/board.doc';
import { readCard } from '@muster/contract/work/board-card-read';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';
import { toast } from '../support/toast.ts';
import {
  card,
  column,
  expectSaved,
  expectShown,
  makeBoard,
  shownOn,
  storedBoard,
  type TestBoard,
  withReplica,
  writeCard,
} from './board-page.ts';

const saveState = (page: Page) => page.locator('[data-save-state]');

async function moveRight(page: Page, title: string): Promise<void> {
  await card(page, title).focus();
  for (const key of ['Space', 'ArrowRight', 'Space']) await page.keyboard.press(key);
  await expect(column(page, 'Doing').getByText(title)).toBeVisible();
}

/** Whether the browser holds a word of a board on this device. */
function isKept(page: Page, board: TestBoard, word: string): Promise<boolean> {
  return page.evaluate(
    async ([id, wanted]) => {
      const settled = <Result>(request: IDBRequest<Result>) =>
        new Promise<Result>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
      const database = await settled(indexedDB.open(names.find((each) => each.includes(id)) ?? ''));
      const updates = await settled(database.transaction('updates').objectStore('updates').getAll());
      database.close();
      return updates.some((update: Uint8Array) => new TextDecoder().decode(update).includes(wanted));
    },
    [board.id, word] as const,
  );
}

test('two browsers, one offline for a while, the server killed in mid-edit: nothing is lost and both are equal', async ({
  visit,
  ownServer: server,
}) => {
  const board = await makeBoard(server, 'Storm', { cards: ['Piano', 'Sofa'] });
  const ann = await visit('manager', { path: board.path, server });
  const bob = await visit('dispatcher', { path: board.path, server });
  const written: string[] = [];
  const write = async (page: Page, columnName: string, title: string) => {
    await writeCard(page, columnName, title);
    written.push(title);
  };

  await write(ann.page, 'To do', 'Ann before');
  // Below the first one, which has to be there for it.
  await expect(card(bob.page, 'Ann before')).toBeVisible();
  await write(bob.page, 'To do', 'Bob before');
  await expectShown(ann.page, { 'To do': ['Piano', 'Sofa', 'Ann before', 'Bob before'], Doing: [], Done: [] });

  await bob.context.setOffline(true);
  await expect(saveState(bob.page)).toHaveAttribute('data-save-state', 'offline');
  for (const at of [1, 2, 3]) await write(bob.page, 'Done', `Bob offline ${at}`);
  await moveRight(bob.page, 'Piano');
  await expect(saveState(bob.page)).toContainText('changes waiting');
  for (const at of [1, 2]) await write(ann.page, 'Done', `Ann online ${at}`);
  await expectSaved(ann.page);
  const acknowledged = [...written.filter((title) => title.startsWith('Ann')), 'Bob before'];

  await Promise.all([write(ann.page, 'Done', 'Ann at the kill'), server.kill()]);
  await write(ann.page, 'Done', 'Ann without server');
  await moveRight(ann.page, 'Sofa');
  await expect(saveState(ann.page)).not.toHaveAttribute('data-unsaved', '0');

  await server.restart();
  const stored = Object.values(await storedBoard(server, board)).flat();
  expect(stored).toEqual(expect.arrayContaining(acknowledged));

  await bob.context.setOffline(false);
  for (const { page } of [ann, bob]) await expectSaved(page);
  await expect.poll(async () => (await shownOn(bob.page)).Done?.length).toBe(7);
  await expect.poll(async () => JSON.stringify(await shownOn(ann.page))).toBe(JSON.stringify(await shownOn(bob.page)));
  const end = await shownOn(ann.page);
  expect(Object.values(end).flat().toSorted()).toEqual(['Piano', 'Sofa', ...written].toSorted());
  expect(end.Doing?.toSorted()).toEqual(['Piano', 'Sofa']);
  expect(await storedBoard(server, board)).toEqual(end);
});

test('what was done offline survives closing the tab', async ({ visit, server }) => {
  const board = await makeBoard(server, 'Closed tab', { cards: ['Piano'] });
  const { page, context } = await visit('manager', { path: board.path });
  await expectShown(page, { 'To do': ['Piano'], Doing: [], Done: [] });
  await expectSaved(page);
  await context.setOffline(true);
  await writeCard(page, 'Doing', 'Written offline');
  await expect(saveState(page)).toContainText('waiting');
  // A tab may close in the moment between a key and the disk; this is about what comes after.
  await expect.poll(() => isKept(page, board, 'Written offline')).toBe(true);
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(board.path);
  await expectShown(again, { 'To do': ['Piano'], Doing: ['Written offline'], Done: [] });
  await expectSaved(again);
  expect(await storedBoard(server, board)).toEqual({ 'To do': ['Piano'], Doing: ['Written offline'], Done: [] });
});

test('a card that was removed for good meanwhile leaves this device; a change to it is said to be lost, and nothing else is', async ({
  visit,
  server,
}) => {
  const board = await makeBoard(server, 'Removed', { cards: ['Piano', 'Sofa'] });
  const { page, context } = await visit('manager', { path: board.path });
  // Nothing is unsaved before anything is there.
  await expectShown(page, { 'To do': ['Piano', 'Sofa'], Doing: [], Done: [] });
  await expectSaved(page);
  await context.setOffline(true);
  for (const title of ['Piano', 'Sofa']) await moveRight(page, title);
  expect(await isKept(page, board, 'Piano')).toBe(true);
  // As the server does with what was deleted long ago.
  await withReplica(server, board, ({ doc }) => {
    const { cards } = boardRoots(doc);
    const piano = [...cards.keys()].find((id) => readCard(doc, id)?.title === 'Piano');
    cards.delete(piano ?? '');
  });
  await context.setOffline(false);
  await expect(toast(page, 'Your change to “Piano” is lost')).toBeVisible();
  await expectSaved(page);
  await expectShown(page, { 'To do': [], Doing: ['Sofa'], Done: [] });
  await expect(toast(page, 'Sofa')).toHaveCount(0);
  await expect.poll(() => isKept(page, board, 'Piano')).toBe(false);
  expect(await isKept(page, board, 'Sofa')).toBe(true);
});
