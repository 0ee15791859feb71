import { expect, test } from '@playwright/test';
import { faults } from '../../support/accessibility.ts';
import { signIn } from '../../support/client.ts';
import { person } from '../../support/fixtures.ts';
import { openStand, type Stand } from './stand.ts';

let stand: Stand;
let providerId: string;

test.beforeAll(async ({ browser }) => {
  stand = await openStand(browser);
  const { url: issuer, clientId, clientSecret } = stand.issuer;
  const { api } = await signIn(stand.server.url, person('super_admin'));
  const input = { name: 'Northwind ID', preset: 'custom' as const, issuer, clientId, clientSecret };
  ({ id: providerId } = await api.identity.issuers.create.mutate({ ...input, enabled: true, satisfiesMfa: false }));
});

test.afterAll(() => stand.stop());

test('who signs in through an issuer only shows there, in another tab, that it is still them', async () => {
  const { id, email } = person('technician');
  await stand.database.query('delete from password_credential where user_id = $1', [id]);
  stand.issuer.person = { sub: 'the technician', email, email_verified: true };
  const page = await stand.page();
  await page.goto(`/auth/oidc/${providerId}?returnTo=/settings`);
  const security = page.getByRole('region', { name: 'Security' });
  await expect(security.getByRole('button', { name: 'Set up' })).toBeVisible();
  await stand.database.query(`update session set authenticated_at = now() - interval '11 minutes' where user_id = $1`, [
    id,
  ]);
  await security.getByRole('button', { name: 'Set up' }).click();
  const question = page.getByRole('dialog', { name: 'Is it still you?' });
  await expect(question.getByLabel('Password')).toHaveCount(0);
  expect(await faults(page)).toEqual([]);
  await question.getByRole('link', { name: 'Confirm at Northwind ID' }).click();
  await expect(page.getByRole('img', { name: 'Picture to scan with an authenticator app' })).toBeVisible();
  await expect(question).toHaveCount(0);
});

test('a confirmation that was none says so', async () => {
  const page = await stand.page();
  await page.goto('/confirmed?problem=oidc_not_fresh');
  await expect(page.getByRole('heading', { name: 'That did not confirm who you are' })).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: 'without asking who you are' })).toBeVisible();
  expect(await faults(page)).toEqual([]);
});
