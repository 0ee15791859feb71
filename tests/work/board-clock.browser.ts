import { readBoard } from '@muster/contract/work/board-whole';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser.ts';
import { card, expectSaved, makeBoard, panel, withReplica } from './board-page.ts';

const MINUTE = 60_000;
const DAYS_BEHIND = 100;

/** From the next page on the device's clock shows a day long past. */
async function setBack(page: Page): Promise<void> {
  await page.addInitScript(
    (behind) => {
      const TrueDate = Date;
      globalThis.Date = class extends TrueDate {
        constructor(...parts: [] | [number | string | Date]) {
          if (parts.length === 0) super(TrueDate.now() - behind);
          else super(...parts);
        }

        static override now(): number {
          return TrueDate.now() - behind;
        }
      } as DateConstructor;
    },
    DAYS_BEHIND * 24 * 60 * MINUTE,
  );
}

test('what is deleted on a device whose clock is months behind is deleted now, and can be had back as long as any other', async ({
  visit,
  server,
}) => {
  const board = await makeBoard(server, 'Clock', { cards: ['Keep', 'Delete me'] });
  const { page } = await visit('manager');
  await setBack(page);
  await page.goto(board.path);
  expect(await page.evaluate(() => Date.now())).toBeLessThan(Date.now() - (DAYS_BEHIND - 1) * 24 * 60 * MINUTE);
  await card(page, 'Delete me').focus();
  await page.keyboard.press('Delete');
  await expect(card(page, 'Delete me')).toBeHidden();
  await card(page, 'Keep').click();
  await panel(page).getByLabel('Write a comment').fill('Said on a device that lives in the past');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByRole('listitem').filter({ hasText: 'Said on a device' })).toContainText('now');
  await expectSaved(page);
  await withReplica(server, board, ({ doc }) => {
    const { cards } = readBoard(doc);
    const stamps = cards.flatMap(({ deletedAt, comments }) => [
      deletedAt,
      ...comments.map(({ createdAt }) => createdAt),
    ]);
    const told = stamps.filter((stamp) => stamp !== null);
    expect(told).toHaveLength(2);
    for (const stamp of told) expect(Math.abs(Date.parse(stamp) - Date.now())).toBeLessThan(MINUTE);
  });
});
