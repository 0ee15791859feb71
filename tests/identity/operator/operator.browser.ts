import type { Browser, Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { faults } from '../../support/accessibility.ts';
import { signInContext } from '../../support/browser.ts';
import { type SignedIn, signIn } from '../../support/client.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { companies, person } from '../../support/fixtures.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { codeOf } from '../sign-in/authenticator-app.ts';
import { createOperator, keys, type OperatorPerson } from './operator-console.ts';

let database: TestDatabase;
let server: TestServer;
let operator: OperatorPerson;

test.beforeAll(async () => {
  database = await createDatabase();
  server = await startServer({ databaseUrl: database.url, env: keys });
  operator = await createOperator(database);
});

test.afterAll(async () => {
  await server.stop();
  await database.drop();
});

/** The code that counts next: used ones are forgotten. */
async function freshCode(): Promise<string> {
  await database.query('update operator set last_step = 0');
  return codeOf(operator.secret);
}

async function pageOf(browser: Browser, role?: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url });
  if (role) await signInContext(context, server.url, person(role));
  return context.newPage();
}

async function comeIn(page: Page): Promise<void> {
  await page.goto('/operator');
  await page.getByLabel('Email').fill(operator.email);
  await page.getByLabel('Password', { exact: true }).fill(operator.password);
  await page.getByLabel('Code of your authenticator app').fill(await freshCode());
  await page.getByRole('button', { name: 'Sign in as an operator' }).click();
  await expect(page.getByRole('heading', { name: 'Companies' })).toBeVisible();
}

async function enter(page: Page): Promise<void> {
  await page.getByRole('button', { name: `Enter ${companies.north.name}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Ticket 4711: a board that does not open');
  await dialog.getByLabel('A new code of your app').fill(await freshCode());
  await dialog.getByRole('button', { name: 'Enter', exact: true }).click();
  await expect(banner(page)).toContainText(`${operator.name} is looking at ${companies.north.name}`);
}

const banner = (page: Page) => page.getByRole('complementary', { name: 'Operator of the platform' });

async function makeBoard({ api }: SignedIn): Promise<string> {
  const { id } = await api.work.boards.create.mutate({ name: 'Spring moves', kind: 'team', tenantAccess: 'editor' });
  return id;
}

test('an operator comes in and looks, and the company sees why and at what', async ({ browser }) => {
  const manager = await signIn(server.url, person('super_admin'));
  const boardId = await makeBoard(manager);
  const admin = await pageOf(browser, 'super_admin');
  await admin.goto('/admin/operators');
  await expect(admin.getByText('No operator was here')).toBeVisible();
  expect(await faults(admin)).toEqual([]);

  const page = await pageOf(browser);
  await page.goto('/operator');
  await expect(page.getByRole('button', { name: 'Sign in as an operator' })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await comeIn(page);
  expect(await faults(page)).toEqual([]);
  await enter(page);
  expect(await faults(page)).toEqual([]);

  await test.step('the company sees who is there, why, and what they open', async () => {
    await admin.getByText(operator.name).click();
    const stay = admin.getByRole('dialog', { name: 'Stay of an operator' });
    await expect(stay.getByText('Ticket 4711: a board that does not open')).toBeVisible();
    await page.goto(`/work/boards/${boardId}`);
    await expect(banner(page)).toBeVisible();
    await expect(stay.getByText(`board/${boardId}`)).toBeVisible();
    await expect(stay.getByText('work.boards.get').first()).toBeVisible();
    expect(await faults(admin)).toEqual([]);
  });

  await test.step('looking changes nothing: there is nothing to change it with', async () => {
    await expect(page.getByRole('button', { name: 'Add column' })).toBeHidden();
    await expect(banner(page).getByRole('button')).toHaveText(['Act as…', 'Leave']);
  });

  await banner(page).getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByRole('heading', { name: 'Companies' })).toBeVisible();
  await Promise.all([admin.context().close(), page.context().close()]);
});

test('an operator acts as a person, is known to everybody, and is sent out by the company', async ({ browser }) => {
  const manager = await signIn(server.url, person('super_admin'));
  const boardId = await makeBoard(manager);
  const page = await pageOf(browser);
  await comeIn(page);
  await enter(page);
  const admin = await pageOf(browser, 'super_admin');
  await admin.goto('/admin/operators');
  // The newest stands above those that are over.
  await admin.getByText(operator.name).first().click();

  await test.step('acting as a person is refused until the company allows it', async () => {
    await chooseMover(page);
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText('does not let operators act');
    const policy = await manager.api.identity.securityPolicy.get.query();
    await manager.api.identity.securityPolicy.save.mutate({ ...policy, operatorImpersonation: true });
    await page.getByRole('button', { name: `Act as ${person('mover').name}` }).click();
    await expect(banner(page)).toContainText(`${operator.name} is acting as ${person('mover').name}`);
    await expect(banner(page).getByRole('button')).toHaveText(['End']);
    expect(await faults(page)).toEqual([]);
  });

  await test.step('the others on a board see who it really is', async () => {
    const colleague = await pageOf(browser, 'dispatcher');
    await colleague.goto(`/work/boards/${boardId}`);
    await page.goto(`/work/boards/${boardId}`);
    const shown = `${operator.name} as ${person('mover').name}`;
    await expect(colleague.getByRole('img', { name: shown }).first()).toBeVisible();
    await expect(banner(page)).toContainText('Ticket 4712');
    await colleague.context().close();
  });

  await test.step('the person is told', async () => {
    const mover = await pageOf(browser, 'mover');
    await mover.goto('/');
    await expect(mover.getByText('is acting in your name').first()).toBeVisible();
    await mover.context().close();
  });

  await test.step('the administrator ends it, and the operator is out', async () => {
    await admin.getByRole('button', { name: 'End access now' }).click();
    await expect(page).toHaveURL(/\/operator\?ended=/);
    await expect(page.getByText('Companies')).toBeVisible();
    await expect(page.getByText(`You are in ${companies.north.name}`)).toBeHidden();
    await expect(admin.getByRole('dialog').getByText(`Ended by ${person('super_admin').name}`)).toBeVisible();
    await page.goto('/');
    await expect(page).toHaveURL(/\/(operator|sign-in)/);
  });

  await test.step('nothing of the company stays on the operator’s device', async () => {
    await page.goto('/operator');
    await expect
      .poll(() => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? '')))
      .toEqual([]);
  });
});

async function chooseMover(page: Page): Promise<void> {
  await banner(page).getByRole('button', { name: 'Act as…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill('mover of');
  await dialog.getByRole('radio', { name: person('mover').name }).check();
  await dialog.getByLabel('Reason').fill('Ticket 4712: their phone shows no cards');
  await dialog.getByRole('button', { name: `Act as ${person('mover').name}` }).click();
}
