import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApiClient, apiClient, signIn } from '../../support/client.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { person } from '../../support/fixtures.ts';
import { problemOf } from '../../support/problem.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { CookieBrowser } from './cookie-browser.ts';
import { type Issuer, type IssuerPerson, startIssuer } from './issuer.ts';

let database: TestDatabase;
let server: TestServer;
let issuer: Issuer;
let providerId: string;
let browser: CookieBrowser;

beforeAll(async () => {
  database = await createDatabase();
  server = await startServer({ databaseUrl: database.url, env: { OIDC_PRIVATE_ISSUERS: '1' } });
  issuer = await startIssuer(`${server.url}/auth/oidc/callback`);
  const admin = await signIn(server.url, person('super_admin'));
  const { url, clientId, clientSecret } = issuer;
  const input = { name: 'Northwind ID', preset: 'custom' as const, issuer: url, clientId, clientSecret };
  const made = await admin.api.identity.issuers.create.mutate({ ...input, enabled: true, satisfiesMfa: false });
  providerId = made.id;
});

afterAll(async () => {
  await server.stop();
  await issuer.stop();
  await database.drop();
});

beforeEach(() => {
  browser = new CookieBrowser();
});

const isAtIssuer = (url: URL) => url.origin === issuer.url;
const isScreen = (url: URL) => url.host === new URL(server.url).host && !url.pathname.startsWith('/auth/');
const claimsOf = (role: string): IssuerPerson => ({ sub: role, email: person(role).email, email_verified: true });
const address = (query: string) => `${server.url}/auth/oidc/${providerId}?${query}`;

/** Signs in through the issuer, long enough ago that dangerous actions ask again. */
async function signInLongAgo(role: string, claims = claimsOf(role)): Promise<ApiClient> {
  issuer.person = claims;
  await browser.open(address('returnTo=/work'), isScreen);
  await database.query(`update session set authenticated_at = now() - interval '11 minutes' where user_id = $1`, [
    person(role).id,
  ]);
  const api = apiClient(server.url, { token: browser.cookie(server.url, 'muster_session') ?? '' });
  expect((await problemOf(api.identity.totp.begin.mutate())).code).toBe('step_up');
  return api;
}

async function confirm(): Promise<URL> {
  return (await browser.open(address('confirm'), isScreen)).url;
}

describe('showing at the issuer that it is still the same person', () => {
  it('asks the issuer to sign the person in anew, and then lets dangerous actions through', async () => {
    const api = await signInLongAgo('sales');
    const { url } = await browser.open(address('confirm'), isAtIssuer);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ prompt: 'login', max_age: '0' });
    const end = await confirm();
    expect([end.pathname, end.search]).toEqual(['/confirmed', '']);
    expect((await api.identity.totp.begin.mutate()).uri).toContain('otpauth://');
  });

  it('counts for nothing when the issuer only remembered the person', async () => {
    const anHourAgo = Math.floor(Date.now() / 1000) - 3600;
    const api = await signInLongAgo('finance', { ...claimsOf('finance'), signedInAt: anHourAgo });
    const { url } = await browser.open(address('confirm'), isAtIssuer);
    // Whoever sits at somebody's open screen can change the address that the browser is sent to.
    for (const change of [{ max_age: '100000' }, {}]) {
      const { url: fresh } = await browser.open(address('confirm'), isAtIssuer);
      expect(fresh.origin).toBe(url.origin);
      fresh.searchParams.delete('prompt');
      fresh.searchParams.delete('max_age');
      for (const [name, value] of Object.entries(change)) fresh.searchParams.set(name, value);
      const end = (await browser.open(fresh.href, isScreen)).url;
      expect([end.pathname, end.searchParams.get('problem')]).toEqual(['/confirmed', 'oidc_not_fresh']);
    }
    expect((await problemOf(api.identity.totp.begin.mutate())).code).toBe('step_up');
  });

  it('is refused to another person of the issuer, and without a session', async () => {
    const api = await signInLongAgo('driver');
    issuer.person = claimsOf('mover');
    browser.forget(issuer.url);
    expect((await confirm()).href).toContain('problem=oidc_other_person');
    expect((await problemOf(api.identity.totp.begin.mutate())).code).toBe('step_up');
    browser = new CookieBrowser();
    expect((await confirm()).href).toContain('problem=oidc_other_person');
  });

  it('signs nobody in', async () => {
    await signInLongAgo('support');
    const before = browser.cookie(server.url, 'muster_session');
    await confirm();
    expect(browser.cookie(server.url, 'muster_session')).toBe(before);
    const sessions = await database.query('select id from session where user_id = $1', [person('support').id]);
    expect(sessions).toHaveLength(1);
  });
});
