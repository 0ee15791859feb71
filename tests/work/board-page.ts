import type { Edit } from '@muster/contract/work/board.doc';
import { arrangeCards } from '@muster/contract/work/board-card-read';
import { createCard } from '@muster/contract/work/board-cards';
import { readColumns } from '@muster/contract/work/board-columns';
import { newEntryId } from '@muster/contract/work/board-id';
import { firstPositions } from '@muster/contract/work/board-position';
import { readBoard } from '@muster/contract/work/board-whole';
import { boardDocumentName, type TenantAccess } from '@muster/contract/work/boards';
import { expect, type Locator, type Page } from '@playwright/test';
import { type SignedIn, signIn } from '../support/client.ts';
import { person } from '../support/fixtures.ts';
import type { TestServer } from '../support/server.ts';
import { openReplica, type Replica, saved, synced } from '../sync/replica.ts';

/** What a board shows: the titles in each column, top to bottom. */
export type Shown = Record<string, string[]>;

export interface TestBoard {
  id: string;
  path: string;
  owner: SignedIn;
}

interface BoardPlan {
  columns?: string[];
  /** Titles of the cards in the first column. */
  cards?: string[];
  tenantAccess?: TenantAccess;
  role?: string;
}

const COLUMNS = ['To do', 'Doing', 'Done'];

/** Makes a board through the API and fills it as another client would. */
export async function makeBoard(server: TestServer, name: string, plan: BoardPlan = {}): Promise<TestBoard> {
  const { columns = COLUMNS, cards = [], tenantAccess = 'editor', role = 'manager' } = plan;
  const owner = await signIn(server.url, person(role));
  const board = await owner.api.work.boards.create.mutate({ name, kind: 'team', tenantAccess, columns });
  const test = { id: board.id, path: `/work/boards/${board.id}`, owner };
  if (cards.length > 0) await withReplica(server, test, (replica) => addCards(replica, owner.userId, cards));
  return test;
}

async function addCards({ doc }: Replica, userId: string, titles: string[]): Promise<void> {
  const edit: Edit = { userId, at: new Date().toISOString(), origin: 'test' };
  const columnId = readColumns(doc)[0]?.id ?? '';
  doc.transact(() => {
    const positions = firstPositions(titles.length);
    for (const [at, title] of titles.entries()) {
      createCard(doc, edit, { id: newEntryId(), title, columnId, position: positions[at] });
    }
  });
}

/** Works on a board with a client of its own, and waits until everything is stored. */
export async function withReplica<T>(
  server: TestServer,
  board: TestBoard,
  use: (replica: Replica) => T | Promise<T>,
): Promise<T> {
  const replica = openReplica(server.webSocketUrl, boardDocumentName(board.id), board.owner.token);
  await synced(replica);
  const result = await use(replica);
  await saved(replica);
  replica.provider.destroy();
  return result;
}

/** What the server has stored, read by a client that knew nothing before. */
export function storedBoard(server: TestServer, board: TestBoard): Promise<Shown> {
  return withReplica(server, board, ({ doc }) => {
    const { columns, cards } = readBoard(doc);
    const arranged = arrangeCards(columns, cards).columns;
    return Object.fromEntries(arranged.map((entry) => [entry.column.name, entry.cards.map((card) => card.title)]));
  });
}

/** What a page shows. */
export function shownOn(page: Page): Promise<Shown> {
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('section[data-column-id]')].map((column) => [
        column.getAttribute('aria-label') ?? '',
        [...column.querySelectorAll('[data-card-id] > p')].map((title) => title.textContent ?? ''),
      ]),
    ),
  );
}

/** Waits until a page shows exactly this. */
export async function expectShown(page: Page, expected: Shown): Promise<void> {
  await expect.poll(() => shownOn(page)).toEqual(expected);
}

export function card(page: Page, title: string): Locator {
  return page.locator('[data-card-id]').filter({ hasText: title });
}

export function column(page: Page, name: string): Locator {
  return page.locator(`section[aria-label="${name}"]`);
}

/** The panel of an open card. */
export function panel(page: Page): Locator {
  return page.getByRole('dialog');
}

export async function openCard(page: Page, title: string): Promise<Locator> {
  await card(page, title).click();
  const opened = panel(page);
  await expect(opened.locator('.tiptap')).toBeVisible();
  return opened;
}

/** Waits until the page says that the server has everything. */
export async function expectSaved(page: Page): Promise<void> {
  await expect(page.locator('[data-save-state]')).toHaveAttribute('data-save-state', 'saved');
  await expect(page.locator('[data-save-state]')).toHaveAttribute('data-unsaved', '0');
}

/** Writes a card at the foot of a column with the keyboard. */
export async function writeCard(page: Page, columnName: string, title: string): Promise<void> {
  const field = column(page, columnName).getByRole('textbox', { name: 'Title of the new card' });
  if (!(await field.isVisible()))
    await column(page, columnName).getByRole('button', { name: 'Add card', exact: true }).click();
  await field.fill(title);
  await field.press('Enter');
  await expect(card(page, title)).toBeVisible();
}
