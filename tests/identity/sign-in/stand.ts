import type { Browser, BrowserContext, Page, ViewportSize } from '@playwright/test';
import { signInContext } from '../../support/browser.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { type Person, person } from '../../support/fixtures.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { type Issuer, startIssuer } from './issuer.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

/** A server with a mail server and an issuer beside it, and browsers to sign in with. */
export interface Stand {
  database: TestDatabase;
  server: TestServer;
  mail: MailServer;
  issuer: Issuer;
  /** A page of a browser on which nobody is signed in. */
  page(): Promise<Page>;
  /** A page of a browser on which somebody is. */
  visit(role: string, path: string, viewport?: ViewportSize): Promise<Page>;
  stop(): Promise<void>;
}

export async function openStand(browser: Browser): Promise<Stand> {
  const [database, mail] = await Promise.all([createDatabase(), startMailServer()]);
  const env = { SMTP_URL: mail.url, OIDC_PRIVATE_ISSUERS: '1' };
  const server = await startServer({ databaseUrl: database.url, env });
  const issuer = await startIssuer(`${server.url}/auth/oidc/callback`);
  const contexts: BrowserContext[] = [];
  const open = async (who?: Person, viewport?: ViewportSize) => {
    const context = await browser.newContext({ baseURL: server.url, ...(viewport && { viewport }) });
    contexts.push(context);
    if (who) await signInContext(context, server.url, who);
    return context.newPage();
  };
  return {
    database,
    server,
    mail,
    issuer,
    page: () => open(),
    visit: async (role, path, viewport) => {
      const page = await open(person(role), viewport);
      await page.goto(path);
      return page;
    },
    stop: async () => {
      await Promise.all(contexts.map((context) => context.close()));
      await server.stop();
      await Promise.all([mail.stop(), issuer.stop()]);
      await database.drop();
    },
  };
}

/** Fills the sign-in form in and sends it. */
export async function fillIn(page: Page, { email, password }: Pick<Person, 'email' | 'password'>): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
