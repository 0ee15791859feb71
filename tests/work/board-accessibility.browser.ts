import { assign, setCardLabel, setDue } from '@muster/contract/work/board-cards';
import { addChecklistItem } from '@muster/contract/work/board-checklist';
import { setWipLimit } from '@muster/contract/work/board-columns';
import { newEntryId } from '@muster/contract/work/board-id';
import { createLabel } from '@muster/contract/work/board-labels';
import { readBoard } from '@muster/contract/work/board-whole';
import { faults } from '../support/accessibility.ts';
import { expect, test } from '../support/browser.ts';
import { card, makeBoard, openCard, withReplica } from './board-page.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`boards are accessible in the ${theme} theme`, async ({ visit, server }) => {
    const board = await makeBoard(server, `Axe ${theme}`, { cards: ['Piano', 'Sofa', 'Lamp'] });
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
    const { page } = await visit('manager', { path: '/work' });
    await page.evaluate(
      (chosen) => localStorage.setItem('muster.appearance', JSON.stringify({ theme: chosen })),
      theme,
    );
    await page.reload();
    await expect(page.getByRole('link', { name: `Axe ${theme}` }).first()).toBeVisible();
    expect(await faults(page), 'the list').toEqual([]);
    await page.goto(board.path);
    await expect(card(page, 'Piano')).toBeVisible();
    expect(await faults(page), 'the board').toEqual([]);
    await card(page, 'Sofa').focus();
    await page.keyboard.press('x');
    expect(await faults(page), 'a selection').toEqual([]);
    await page.keyboard.press('Escape');
    const opened = await openCard(page, 'Piano');
    await opened.locator('.tiptap').click();
    expect(await faults(page), 'a card').toEqual([]);
    await page.goto(`${board.path}?panel=history`);
    await expect(page.getByRole('dialog', { name: 'Version history' })).toBeVisible();
    expect(await faults(page), 'the history').toEqual([]);
    await page.goto(board.path);
    await page.getByRole('button', { name: 'Share' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await faults(page), 'sharing').toEqual([]);
  });
}
