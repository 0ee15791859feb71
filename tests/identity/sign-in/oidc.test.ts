import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiClient, signIn } from '../../support/client.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { companies, PASSWORD, person } from '../../support/fixtures.ts';
import { problemOf } from '../../support/problem.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { CookieBrowser } from './cookie-browser.ts';
import { type Issuer, startIssuer } from './issuer.ts';

let database: TestDatabase;
let server: TestServer;
let issuer: Issuer;
let providerId: string;

beforeAll(async () => {
  database = await createDatabase();
  server = await startServer({ databaseUrl: database.url, env: { OIDC_PRIVATE_ISSUERS: '1' } });
  issuer = await startIssuer(`${server.url}/auth/oidc/callback`);
  const admin = await signIn(server.url, person('super_admin'));
  ({ id: providerId } = await admin.api.identity.issuers.create.mutate({
    name: 'Northwind ID',
    preset: 'custom',
    issuer: issuer.url,
    clientId: issuer.clientId,
    clientSecret: issuer.clientSecret,
    enabled: true,
    satisfiesMfa: false,
  }));
});

afterAll(async () => {
  await server.stop();
  await issuer.stop();
  await database.drop();
});

let browser: CookieBrowser;
beforeEach(() => {
  browser = new CookieBrowser();
});

const begin = (returnTo = '/work') => `${server.url}/auth/oidc/${providerId}?returnTo=${encodeURIComponent(returnTo)}`;
const isCallback = (url: URL) => url.pathname === '/auth/oidc/callback';
const isOurs = (url: URL) => url.host === new URL(server.url).host && !url.pathname.startsWith('/auth/');
const session = () => browser.cookie(server.url, 'muster_session');

async function signInAs(who: Issuer['person'], returnTo?: string): Promise<URL> {
  issuer.person = who;
  return (await browser.open(begin(returnTo), isOurs)).url;
}

const known = (role: string) => ({ sub: `sub of ${role}`, email: person(role).email, email_verified: true });

describe('signing in through an issuer', () => {
  it('finds the account by the mail address that the issuer vouches for, and later by its subject', async () => {
    const first = await signInAs(known('sales'));
    expect(first.pathname).toBe('/work');
    const me = await apiClient(server.url, { token: session() ?? '' }).identity.me.query();
    expect(me.user.id).toBe(person('sales').id);
    browser = new CookieBrowser();
    // The address has changed at the issuer, and is no longer vouched for: the subject is still the same person.
    await signInAs({ sub: 'sub of sales', email: 'renamed@north.test', email_verified: false });
    const again = await apiClient(server.url, { token: session() ?? '' }).identity.me.query();
    expect(again.user.id).toBe(person('sales').id);
  });

  it('sends PKCE, state and nonce, and begins a new session', async () => {
    const { url } = await browser.open(begin(), (next) => next.origin === issuer.url);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it.each([
    ['unverified', { email_verified: false }],
    ['not said to be verified', { email_verified: undefined }],
    ['missing', { email: undefined }],
  ])('is refused when the mail address is %s (attack: mail not verified)', async (_how, change) => {
    const { email_verified, email, sub } = { ...known('manager'), sub: 'an attacker', ...change };
    const claims = { sub, ...(email && { email }), ...(email_verified !== undefined && { email_verified }) };
    const url = await signInAs(claims);
    expect(url.searchParams.get('problem')).toBe('oidc_mail_not_verified');
    expect(session()).toBeUndefined();
  });

  it('is refused for people without an account, and for those switched off', async () => {
    const stranger = await signInAs({ sub: 'stranger', email: 'stranger@north.test', email_verified: true });
    expect(stranger.searchParams.get('problem')).toBe('oidc_no_account');
    await database.query(`update "user" set status = 'deactivated' where id = $1`, [person('mover').id]);
    expect((await signInAs(known('mover'))).searchParams.get('problem')).toBe('oidc_no_account');
    // An account of another company is not this issuer's to open.
    const south = { sub: 'south', email: person('viewer', 'south').email, email_verified: true };
    expect((await signInAs(south)).searchParams.get('problem')).toBe('oidc_no_account');
    expect(session()).toBeUndefined();
  });

  it('accepts a waiting invitation, without any password', async () => {
    const manager = await signIn(server.url, person('manager'));
    const [role] = await database.query<{ id: string }>(
      `select id from role where tenant_id = $1 and key = 'technician'`,
      [companies.north.id],
    );
    const email = 'new.person@north.test';
    const roleIds = [role?.id ?? ''];
    await manager.api.identity.invitations.create.mutate({ email, name: 'New Person', locale: 'fr', roleIds });
    expect((await signInAs({ sub: 'new', email, email_verified: true })).pathname).toBe('/work');
    const api = apiClient(server.url, { token: session() ?? '' });
    expect((await api.identity.me.query()).user).toMatchObject({ email, name: 'New Person', locale: 'fr' });
    expect((await api.identity.signInWays.query()).hasPassword).toBe(false);
  });

  it('still asks for the authenticator app of the person', async () => {
    await database.query(
      `insert into totp_credential (tenant_id, user_id, secret, confirmed_at) values ($1, $2, '', now())`,
      [companies.north.id, person('developer').id],
    );
    const url = await signInAs(known('developer'));
    expect(url.pathname).toBe('/sign-in');
    const step = JSON.parse(Buffer.from(url.hash.replace('#step=', ''), 'base64url').toString());
    expect(step).toMatchObject({ status: 'second_factor', factors: ['totp'] });
    expect(session()).toBeUndefined();
  });
});

describe('an attacker between the issuer and us', () => {
  async function callbackOf(role: string): Promise<URL> {
    issuer.person = known(role);
    return (await browser.open(begin(), isCallback)).url;
  }

  async function problemAt(url: URL, by = browser): Promise<string | null> {
    const { url: end } = await by.open(url.href, isOurs);
    return end.searchParams.get('problem');
  }

  it('cannot end a sign-in that another browser began (attack: OIDC state of another browser)', async () => {
    const url = await callbackOf('support');
    const victim = new CookieBrowser();
    expect(await problemAt(url, victim)).toBe('oidc_expired');
    expect(victim.cookie(server.url, 'muster_session')).toBeUndefined();
    expect(await problemAt(url), 'nor is the state still good afterwards').toBe('oidc_expired');
  });

  it('cannot use an answer twice (attack: replayed OIDC answer)', async () => {
    const url = await callbackOf('support');
    expect(await problemAt(url)).toBeNull();
    expect(session()).toBeDefined();
    expect(await problemAt(url)).toBe('oidc_expired');
  });

  it('cannot use a state that was never given out, or has run out (attack: OIDC state mismatch)', async () => {
    const url = await callbackOf('support');
    const invented = new URL(url);
    invented.searchParams.set('state', 'A'.repeat(43));
    expect(await problemAt(invented)).toBe('oidc_expired');
    await database.query(`update sign_in_ticket set expires_at = now() - interval '1 s'`);
    expect(await problemAt(url)).toBe('oidc_expired');
  });

  it.each(['nonce', 'verifier'])(
    'cannot slip in an answer to another question (attack: OIDC %s mismatch)',
    async (part) => {
      const url = await callbackOf('support');
      await database.query(`update sign_in_ticket set payload = payload || jsonb_build_object($1::text, $2::text)`, [
        part,
        'B'.repeat(43),
      ]);
      expect(await problemAt(url)).toBe('oidc_refused');
      expect(session()).toBeUndefined();
    },
  );

  it('cannot slip in a code of their own', async () => {
    const own = await callbackOf('viewer');
    const attacked = await callbackOf('support');
    attacked.searchParams.set('code', own.searchParams.get('code') ?? '');
    expect(await problemAt(attacked)).toBe('oidc_refused');
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/sign-in?x=1'])(
    'cannot have the browser sent on to %s (attack: open redirect)',
    async (returnTo) => {
      const url = await signInAs(known('sales'), returnTo);
      expect(`${url.origin}${url.pathname}`).toBe(`${server.url}/`);
    },
  );

  it('finds no issuer by guessing', async () => {
    for (const id of ['x', '019a0000-0000-7000-8000-00000000ffff']) {
      const { url } = await browser.open(`${server.url}/auth/oidc/${id}`, isOurs);
      expect(url.searchParams.get('problem')).toBe('oidc_unavailable');
    }
  });
});

describe('an issuer', () => {
  it('keeps its secret sealed, and shows it to nobody', async () => {
    const rows = await database.query<{ text: string }>(
      `select encode(client_secret, 'escape') || issuer as text from oidc_provider`,
    );
    for (const { text } of rows) expect(text).not.toContain(issuer.clientSecret);
    const admin = await signIn(server.url, person('super_admin'));
    expect(JSON.stringify(await admin.api.identity.issuers.list.query())).not.toContain(issuer.clientSecret);
  });

  it('is not taken from a private network, unless the operator allows it', async () => {
    const strict = await startServer({ databaseUrl: database.url });
    const admin = await signIn(strict.url, person('super_admin'));
    const fields = {
      name: 'x',
      preset: 'custom',
      clientId: 'x',
      clientSecret: 'x',
      enabled: true,
      satisfiesMfa: false,
    };
    for (const address of [issuer.url, 'https://127.0.0.1/', 'https://169.254.169.254/', 'https://localhost/']) {
      const input = { ...fields, preset: 'custom' as const, issuer: address };
      expect((await problemOf(admin.api.identity.issuers.create.mutate(input))).code, address).toBe('unavailable');
    }
    await strict.stop();
  });

  it('is offered to addresses of the domains that its company names, account or not', async () => {
    const admin = await signIn(server.url, person('super_admin'));
    const { version, ...policy } = await admin.api.identity.securityPolicy.get.query();
    await admin.api.identity.securityPolicy.save.mutate({ ...policy, allowedDomains: ['north.test'], version });
    const offered = (email: string) => apiClient(server.url).identity.issuers.offered.query({ email });
    expect(await offered('whoever@north.test')).toEqual([
      { id: providerId, name: 'Northwind ID', preset: 'custom', tenantName: companies.north.name },
    ]);
    expect(await offered('whoever@south.test')).toEqual([]);
  });

  it('becomes the only way in by policy, for open sessions at once', async () => {
    await signInAs(known('super_admin'));
    const admin = apiClient(server.url, { token: session() ?? '' });
    const driver = await signIn(server.url, person('driver'));
    const byPassword = await signIn(server.url, person('c_suite'));
    const { version, ...policy } = await admin.identity.securityPolicy.get.query();
    const strict = { ...policy, ssoOnly: true, version };
    const refused = await problemOf(byPassword.api.identity.securityPolicy.save.mutate(strict));
    expect(refused.message).toContain('keep you out');
    await admin.identity.securityPolicy.save.mutate(strict);
    expect((await problemOf(driver.api.identity.me.query())).code).toBe('unauthenticated');
    const { email } = person('driver');
    const answer = await apiClient(server.url).identity.signIn.mutate({ email, password: PASSWORD });
    expect(answer).toMatchObject({ status: 'sso_required', providers: [{ id: providerId }] });
    const last = await problemOf(admin.identity.issuers.remove.mutate({ id: providerId }));
    expect(last.code, 'the last way in stays').toBe('forbidden');
    expect((await signInAs(known('driver'))).pathname).toBe('/work');
  });
});
