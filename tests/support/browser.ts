import { type BrowserContext, test as base, expect, type Page, type ViewportSize } from '@playwright/test';
import { createDatabase } from './database.ts';
import { type Company, type Person, person } from './fixtures.ts';
import { startServer, type TestServer } from './server.ts';

/** A person of the fixtures at a browser of their own. */
export interface Visitor {
  page: Page;
  context: BrowserContext;
  person: Person;
}

/** Opens another browser context on which a person is signed in; it stands at the app's first screen. */
export type Visit = (
  role: string,
  options?: { company?: Company; server?: TestServer; path?: string; viewport?: ViewportSize },
) => Promise<Visitor>;

interface TestFixtures {
  visit: Visit;
  /** A server and database for this test alone, for tests that kill it. */
  ownServer: TestServer;
}

interface WorkerFixtures {
  /** More environment variables for the servers of a file: `test.use({ serverEnvironment: { … } })`. */
  serverEnvironment: Record<string, string>;
  /** The built app, shared by the tests of one worker: make your own boards. */
  server: TestServer;
}

async function withServer(env: Record<string, string>, use: (server: TestServer) => Promise<void>): Promise<void> {
  const database = await createDatabase();
  const server = await startServer({ databaseUrl: database.url, env });
  await use(server);
  await server.stop();
  await database.drop();
}

/** Playwright's `test` with a running server and people who are signed in. Errors that a page throws fail the test. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  serverEnvironment: [{}, { option: true, scope: 'worker' }],
  server: [
    async ({ serverEnvironment }, use) => withServer(serverEnvironment, use),
    { scope: 'worker', timeout: 60_000 },
  ],
  ownServer: async ({ serverEnvironment }, use) => withServer(serverEnvironment, use),
  baseURL: async ({ server }, use) => use(server.url),
  visit: async ({ browser, server }, use) => {
    const contexts: BrowserContext[] = [];
    const errors: string[] = [];
    await use(async (role, { company = 'north', server: at = server, path = '/', viewport } = {}) => {
      const context = await browser.newContext({ baseURL: at.url, ...(viewport && { viewport }) });
      contexts.push(context);
      const who = person(role, company);
      await signInContext(context, at.url, who);
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(`${who.role}: ${error.stack ?? error.message}`));
      await page.goto(path);
      return { page, context, person: who };
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(errors, 'errors that the pages threw').toEqual([]);
  },
});

export { expect };

/** Gives a context the session cookie, as signing in on the page would. */
export async function signInContext(context: BrowserContext, url: string, { email, password }: Person): Promise<void> {
  const response = await context.request.post(`${url}/trpc/identity.signIn`, {
    headers: { origin: url },
    data: { email, password },
  });
  expect(response.ok(), `signing ${email} in: ${await response.text()}`).toBe(true);
}
