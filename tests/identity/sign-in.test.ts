import { describe, expect, it } from 'vitest';
import { apiClient, signIn } from '../support/client.ts';
import { serverOfFile } from '../support/file-server.ts';
import { companies, PASSWORD, person } from '../support/fixtures.ts';
import { problemOf } from '../support/problem.ts';
import { startServer } from '../support/server.ts';

const { database, server } = serverOfFile();

function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/trpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url, ...headers },
    body: JSON.stringify(body),
  });
}

/** The cookies that signing in sets, whole. */
async function cookiesOf(email: string): Promise<string[]> {
  const response = await post('identity.signIn', { email, password: PASSWORD });
  return response.headers.getSetCookie();
}

/** What a browser would send along afterwards. */
async function sessionOf(email: string): Promise<string> {
  const cookies = (await cookiesOf(email)).map((cookie) => cookie.split(';')[0] ?? '');
  return cookies.find((cookie) => cookie.startsWith('muster_session=')) ?? '';
}

describe('signing in', () => {
  it('gives a token, and a cookie that scripts and foreign sites cannot use', async () => {
    const { api, userId } = await signIn(server.url, person('manager'));
    const me = await api.identity.me.query();
    const { id, name } = companies.north;
    expect(me).toMatchObject({ user: { id: userId }, tenant: { id, name }, demo: false, abilities: { level: 70 } });
    const [session, ...others] = await cookiesOf(person('manager').email);
    expect(session).toMatch(/^muster_session=[a-z0-9]{40}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
    // An operator of the platform who signs in as a person of a company is no longer in one as an operator.
    expect(others).toEqual(['muster_access=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0']);
  });

  it('takes addresses in any case and with spaces around them', async () => {
    const { email } = person('manager');
    const { userId } = await signIn(server.url, { email: ` ${email.toUpperCase()} `, password: PASSWORD });
    expect(userId).toBe(person('manager').id);
  });

  it('marks every cookie as secure when the public address is https (attack: cookie without Secure)', async () => {
    const secure = await startServer({ databaseUrl: database.url, env: { PUBLIC_URL: 'https://muster.test' } });
    const response = await fetch(`${secure.url}/trpc/identity.signIn`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://muster.test' },
      body: JSON.stringify({ email: person('manager').email, password: PASSWORD }),
    });
    const [session = '', access, ...others] = response.headers.getSetCookie();
    expect(session).toMatch(/^muster_session=[a-z0-9]{40}; .*; Secure$/);
    expect(access).toMatch(/^muster_access=; .*; Secure$/);
    expect(others).toEqual([]);
    const [cookie = ''] = session.split(';');
    const emptied = await fetch(`${secure.url}/trpc/identity.signOut`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://muster.test', cookie },
      body: '{}',
    });
    expect(emptied.headers.getSetCookie()).toEqual([expect.stringMatching(/^muster_session=;.*; Secure$/)]);
    await secure.stop();
  });

  it('answers the same for a wrong password and for nobody', async () => {
    const api = apiClient(server.url);
    const wrong = await problemOf(api.identity.signIn.mutate({ email: person('sales').email, password: 'wrong' }));
    const nobody = await problemOf(api.identity.signIn.mutate({ email: 'nobody@north.test', password: 'wrong' }));
    expect(wrong.code).toBe('unauthenticated');
    expect(nobody).toEqual(wrong);
  });

  it('never takes over a token that the browser brought along (attack: session fixation)', async () => {
    const invented = 'a'.repeat(40);
    const attacker = await signIn(server.url, person('viewer'));
    const { email } = person('manager');
    for (const planted of [invented, attacker.token]) {
      const cookie = `muster_session=${planted}`;
      const response = await post('identity.signIn', { email, password: PASSWORD }, { cookie });
      const [session] = response.headers.getSetCookie();
      expect(session).toMatch(/^muster_session=[a-z0-9]{40};/);
      expect(session).not.toContain(planted);
    }
    await expect(apiClient(server.url, { token: invented }).identity.me.query()).rejects.toThrow(/not signed in/);
    expect((await attacker.api.identity.me.query()).user.id, 'who planted it is nobody else').toBe(attacker.userId);
  });

  it('stores no token, only its hash', async () => {
    const { token } = await signIn(server.url, person('support'));
    const rows = await database.query<{ text: string }>('select session::text as text from session');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ text }) => text.includes(token))).toEqual([]);
  });

  it('does not sign anybody in by a stolen hash (attack: stolen hashed id)', async () => {
    await signIn(server.url, person('support'));
    const rows = await database.query<{ hash: string }>('select token_hash as hash from session');
    for (const { hash } of rows) {
      await expect(apiClient(server.url, { token: hash }).identity.me.query()).rejects.toThrow(/not signed in/);
    }
  });

  it('lets a person with accounts in two companies choose', async () => {
    const { id, email } = person('finance');
    await database.query(
      `insert into "user" (tenant_id, id, email, name, color) select $1, $2, email, name, color from "user" where id = $2`,
      [companies.south.id, id],
    );
    await database.query(
      'insert into password_credential (tenant_id, user_id, hash) select $1, user_id, hash from password_credential where user_id = $2',
      [companies.south.id, id],
    );
    const api = apiClient(server.url);
    const choice = await api.identity.signIn.mutate({ email, password: PASSWORD });
    const tenants = [companies.north, companies.south].map(({ id: tenantId, name }) => ({ id: tenantId, name }));
    expect(choice).toEqual({ status: 'choose_tenant', tenants });
    const chosen = await api.identity.signIn.mutate({ email, password: PASSWORD, tenantId: companies.south.id });
    expect(chosen.status).toBe('signed_in');
  });

  it.each(['', 'not an address', 'x'.repeat(400)])('refuses %j as an address with a clear error', async (email) => {
    const problem = await problemOf(apiClient(server.url).identity.signIn.mutate({ email, password: 'x' }));
    expect(problem).toMatchObject({ code: 'invalid_input', message: expect.stringContaining('email') });
  });
});

describe('failed sign-ins', () => {
  it('make the account wait, also after a restart, and also for the right password', async () => {
    const { email } = person('driver');
    const attempt = (password: string) => problemOf(apiClient(server.url).identity.signIn.mutate({ email, password }));
    for (let count = 0; count < 5; count++) expect((await attempt('wrong')).code).toBe('unauthenticated');
    const throttled = await attempt(PASSWORD);
    expect(throttled.code).toBe('throttled');
    expect(throttled.retryAfter).toBeGreaterThan(1_000);
    await server.restart();
    expect((await attempt(PASSWORD)).code).toBe('throttled');
  });

  it('are forgotten by a successful one', async () => {
    const { email, password } = person('mover');
    const api = apiClient(server.url);
    for (let count = 0; count < 4; count++) await problemOf(api.identity.signIn.mutate({ email, password: 'wrong' }));
    await signIn(server.url, { email, password });
    for (let count = 0; count < 4; count++) {
      expect((await problemOf(api.identity.signIn.mutate({ email, password: 'wrong' }))).code).toBe('unauthenticated');
    }
  });
});

describe('requests from elsewhere', () => {
  it('are refused when a foreign page sends them, whatever cookie comes along (attack: CSRF)', async () => {
    const cookie = await sessionOf(person('technician').email);
    const foreign = await post('identity.signOut', {}, { cookie, origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    const own = await fetch(`${server.url}/trpc/identity.me`, { headers: { cookie } });
    expect(own.status).toBe(200);
  });

  it('sign nobody in on a foreign page’s behalf (attack: login CSRF)', async () => {
    const { email } = person('technician');
    const foreign = await post('identity.signIn', { email, password: PASSWORD }, { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    expect(foreign.headers.getSetCookie()).toEqual([]);
  });

  it('need an origin when they bring a cookie (attack: CSRF)', async () => {
    const cookie = await sessionOf(person('technician').email);
    const response = await fetch(`${server.url}/trpc/identity.signOut`, { method: 'POST', headers: { cookie } });
    expect(response.status).toBe(403);
  });
});
