import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { inRepository } from '../../scripts/repository.ts';
import { expect, test } from '../support/browser.ts';
import { signIn } from '../support/client.ts';
import { person } from '../support/fixtures.ts';

/** Bytes of JavaScript that came over the wire until the page was quiet. */
async function scriptBytes(page: Page, path: string): Promise<number> {
  const bytes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') bytes.push(request.sizes().then((sizes) => sizes.responseBodySize));
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  return (await Promise.all(bytes)).reduce((total, each) => total + each, 0);
}

test('every route stays below its limit in the build', async () => {
  const report = promisify(execFile)(process.execPath, [inRepository('apps/web/report-size.mjs')]);
  await expect(report, 'report-size.mjs prints what each route downloads').resolves.toBeTruthy();
});

test('sign-in brings less than 200 kB of JavaScript, a board less than 350 kB', async ({ visit, server, browser }) => {
  const context = await browser.newContext({ baseURL: server.url });
  expect(await scriptBytes(await context.newPage(), '/sign-in')).toBeLessThan(200_000);
  await context.close();
  const { api } = await signIn(server.url, person('sales'));
  const board = await api.work.boards.create.mutate({ name: 'Weighed', kind: 'team', tenantAccess: 'editor' });
  const { page, context: signedIn } = await visit('dispatcher', { path: '/healthz' });
  const cdp = await signedIn.newCDPSession(page);
  await cdp.send('Network.clearBrowserCache');
  expect(await scriptBytes(page, `/work/boards/${board.id}`)).toBeLessThan(350_000);
});
