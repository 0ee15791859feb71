import { afterAll, beforeAll, expect, it } from 'vitest';
import { apiClient, signIn } from '../../support/client.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { PASSWORD, person } from '../../support/fixtures.ts';
import { problemOf } from '../../support/problem.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { codeOf } from './authenticator-app.ts';
import { type MailServer, startMailServer, tokenIn } from './mail-server.ts';

let database: TestDatabase;
let server: TestServer;
let mail: MailServer;

beforeAll(async () => {
  [database, mail] = await Promise.all([createDatabase(), startMailServer()]);
  server = await startServer({ databaseUrl: database.url, env: { SMTP_URL: mail.url, TRUST_PROXY: '1' } });
});

afterAll(async () => {
  await server.stop();
  await mail.stop();
  await database.drop();
});

const password = 'seven quiet harbours';

it('tells of a changed password, from which device and place, and of nothing that failed', async () => {
  const { email } = person('mover');
  const { token, api } = await signIn(server.url, person('mover'));
  const failed = api.identity.changePassword.mutate({ currentPassword: 'not the password', newPassword: password });
  expect((await problemOf(failed)).code).toBe('invalid_input');
  const response = await fetch(`${server.url}/trpc/identity.changePassword`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0',
      'x-forwarded-for': '203.0.113.9',
    },
    body: JSON.stringify({ currentPassword: PASSWORD, newPassword: password }),
  });
  expect(response.status).toBe(200);
  const letter = await mail.next(email);
  expect(letter.subject).toBe('Your password was changed (Northwind Movers)');
  expect(letter.text).toContain('Firefox on Linux');
  expect(letter.text).toContain('203.0.113.0/24');
  expect(letter.text).toContain(`${server.url}/settings`);
  expect(mail.countOf(email)).toBe(1);
});

it('tells of a password that was replaced by a link', async () => {
  const { email } = person('driver');
  const nobody = apiClient(server.url, { origin: server.url }).identity;
  await nobody.passwordReset.request.mutate({ email });
  const token = tokenIn(await mail.next(email));
  await nobody.passwordReset.reset.mutate({ token, password });
  expect((await mail.next(email)).subject).toContain('Your password was replaced');
});

it('tells of a second factor and its recovery codes, in the person’s language', async () => {
  const { id, email } = person('sales');
  await database.query(`update "user" set locale = 'fr' where id = $1`, [id]);
  const { api } = await signIn(server.url, person('sales'));
  const { secret } = await api.identity.totp.begin.mutate();
  await api.identity.totp.confirm.mutate({ code: codeOf(secret) });
  expect((await mail.next(email)).subject).toContain('application d’authentification a été ajoutée');
  const { recoveryCodes } = await api.identity.totp.renewRecoveryCodes.mutate();
  expect((await mail.next(email)).subject).toContain('codes de secours ont été remplacés');

  const nobody = apiClient(server.url, { origin: server.url }).identity;
  const half = await nobody.signIn.mutate({ email, password: PASSWORD });
  if (half.status !== 'second_factor') throw new Error(`The factor was not asked for: ${half.status}`);
  const input = { ticket: half.ticket, factor: 'recovery_code' as const };
  await problemOf(nobody.secondFactor.verify.mutate({ ...input, code: 'aaaa-bbbb-cccc-dddd' }));
  await nobody.secondFactor.verify.mutate({ ...input, code: recoveryCodes[0] ?? '' });
  expect((await mail.next(email)).subject).toContain('code de secours a servi');

  await api.identity.totp.remove.mutate();
  const letter = await mail.next(email);
  expect(letter.subject).toContain('application d’authentification a été retirée');
  expect(letter.text).toContain('Bonjour sales of north');
  expect(mail.countOf(email), 'the wrong code told nobody anything').toBe(4);
});

it('tells of an API key that acts in the person’s name', async () => {
  const { api } = await signIn(server.url, person('super_admin'));
  const { key } = await api.identity.apiKeys.create.mutate({ name: 'Import', scopes: ['work:board:read'], days: 1 });
  const letter = await mail.next(person('super_admin').email);
  expect(letter.subject).toContain('An API key that acts in your name was made');
  expect(letter.text).not.toContain(key);
});
