import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { appRouter } from '../../../apps/server/src/services/router.ts';
import { apiClient, signIn } from '../../support/client.ts';
import { serverOfFile } from '../../support/file-server.ts';
import { companies, person } from '../../support/fixtures.ts';
import { problemOf } from '../../support/problem.ts';
import { startServer } from '../../support/server.ts';
import { codeOf } from '../sign-in/authenticator-app.ts';
import { createOperator, keys, OperatorConsole, type OperatorPerson, runCommand } from './operator-console.ts';

const { database, server } = serverOfFile({ env: keys });
let operator: OperatorPerson;

beforeAll(async () => {
  operator = await createOperator(database);
});

beforeEach(async () => {
  await database.query('delete from sign_in_throttle');
});

const open = () => new OperatorConsole(server, database, operator);

async function attempt(changed: Partial<{ email: string; password: string; code: string }>) {
  const console = open();
  const { email, password } = operator;
  const code = await console.freshCode();
  return problemOf(console.api.identity.operator.signIn.mutate({ email, password, code, ...changed }));
}

describe('the command that makes operators', () => {
  it('keeps neither password nor secret in the clear', async () => {
    const rows = await database.query<{ row: string }>('select o::text as row from operator o');
    const text = rows.map(({ row }) => row).join();
    expect(text).toContain(operator.email);
    expect(text).not.toContain(operator.password);
    expect(text).not.toContain(operator.secret.replaceAll(' ', ''));
    expect(text).not.toContain(Buffer.from(operator.secret.replaceAll(' ', '')).toString('hex'));
  });

  it.each([
    ['an address that is taken', ['alex@platform.test', 'Alex', 'eleven quiet lanterns'], undefined, /already/],
    ['a common password', ['b@platform.test', 'B', 'password123'], undefined, /guess/],
    ['a short password', ['b@platform.test', 'B', 'short'], undefined, /at least 10/],
    ['a wrong code', ['b@platform.test', 'B', 'eleven quiet lanterns'], '000000', /not the one/],
  ])('refuses %s and keeps nothing', async (_, answers, code, message) => {
    const { exitCode, output } = await runCommand(database, answers, code);
    expect(output).toMatch(message);
    expect(exitCode).toBe(1);
    const rows = await database.query<{ count: number }>('select count(*)::int as count from operator');
    expect(rows[0]?.count).toBe(1);
  });
});

describe('signing in as an operator', () => {
  it('takes password and code, and gives a cookie that scripts, other sites and pages never see', async () => {
    const console = open();
    await console.signIn();
    expect(console.lastSet).toEqual([
      expect.stringMatching(/^muster_operator=os_[\w-]{43}; Path=\/trpc; HttpOnly; SameSite=Strict; Max-Age=28800$/),
    ]);
    expect(await console.api.identity.operator.me.query()).toMatchObject({ email: operator.email, access: null });
  });

  it('answers the same whatever is wrong', async () => {
    const answers = [
      await attempt({ password: 'another password' }),
      await attempt({ code: '000000' }),
      await attempt({ email: 'nobody@platform.test' }),
      await attempt({ email: person('super_admin').email, password: person('super_admin').password }),
    ];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.code).toBe('unauthenticated');
  });

  it('takes no code twice, neither to sign in nor to enter', async () => {
    const console = open();
    const code = await console.freshCode();
    const { email, password } = operator;
    await console.api.identity.operator.signIn.mutate({ email, password, code });
    expect((await problemOf(open().api.identity.operator.signIn.mutate({ email, password, code }))).code).toBe(
      'unauthenticated',
    );
    const entering = { tenantId: companies.north.id, reason: 'Ticket 1', code };
    expect((await problemOf(console.api.identity.operator.enter.mutate(entering))).code).toBe('invalid_input');
    expect((await console.api.identity.operator.me.query()).access).toBeNull();
  });

  it('pauses after too many attempts, at the address and at the second factor', async () => {
    for (let count = 0; count < 5; count++) await attempt({ password: 'guess' });
    expect((await attempt({ code: codeOf(operator.secret) })).code).toBe('throttled');
    await database.query('delete from sign_in_throttle');
    const console = open();
    await console.signIn();
    const guess = () =>
      console.api.identity.operator.enter.mutate({ tenantId: companies.north.id, reason: 'Guess', code: '000000' });
    for (let count = 0; count < 5; count++) await problemOf(guess());
    expect((await problemOf(guess())).code).toBe('throttled');
  });

  it('begins a new session always, and adopts no token that a browser was given', async () => {
    const console = open();
    const planted = `os_${'A'.repeat(43)}`;
    console.setCookie('muster_operator', planted);
    await console.signIn();
    const first = console.cookieNamed('muster_operator');
    expect(first).not.toBe(planted);
    await console.signIn();
    expect(console.cookieNamed('muster_operator')).not.toBe(first);
  });

  it('is refused to pages of other sites, as is everything that an operator changes', async () => {
    const console = open();
    await console.signIn();
    for (const path of ['signIn', 'enter', 'impersonate', 'resume', 'leave', 'signOut']) {
      const response = await fetch(`${server.url}/trpc/identity.operator.${path}`, {
        method: 'POST',
        headers: { cookie: console.cookie, origin: 'https://evil.example', 'content-type': 'application/json' },
        body: '{}',
      });
      expect(response.status, path).toBe(403);
    }
    expect((await console.api.identity.operator.me.query()).email).toBe(operator.email);
  });

  it('sends its cookies over https only where there is https', async () => {
    const secure = await startServer({
      databaseUrl: database.url,
      env: { ...keys, PUBLIC_URL: 'https://muster.example' },
    });
    try {
      const console = new OperatorConsole(secure, database, operator);
      await console.signIn();
      expect(console.lastSet).toEqual([expect.stringMatching(/; Secure$/)]);
      await console.enter(companies.north.id);
      expect(console.lastSet).toEqual([expect.stringMatching(/^muster_access=.*HttpOnly; SameSite=Strict.*; Secure$/)]);
    } finally {
      await secure.stop();
    }
  });

  it('lets the operator of the demo in where the demo runs, and nowhere else', async () => {
    const demo = await startServer({ databaseUrl: database.url, env: { ...keys, MUSTER_DEMO: '1' } });
    const login = await apiClient(demo.url).identity.operator.demoLogin.query();
    if (!login) throw new Error('The demo shows no operator.');
    const known = { ...operator, email: login.email, password: login.password, secret: login.totpSecret };
    const there = new OperatorConsole(demo, database, known);
    await there.signIn();
    await there.enter(companies.north.id);
    await demo.stop();
    const here = new OperatorConsole(server, database, known);
    for (const name of ['muster_operator', 'muster_access']) here.setCookie(name, there.cookieNamed(name) ?? '');
    expect((await problemOf(here.api.identity.operator.me.query())).code).toBe('unauthenticated');
    expect((await problemOf(here.api.identity.me.query())).code).toBe('unauthenticated');
    expect((await problemOf(here.signIn())).code).toBe('unauthenticated');
    expect(await here.api.identity.operator.demoLogin.query()).toBeNull();
  });

  it('ends for good with signing out, along with the stay in a company', async () => {
    const console = open();
    await console.signIn();
    await console.enter(companies.north.id);
    const { cookie } = console;
    await console.api.identity.operator.signOut.mutate();
    expect(console.cookie).toBe('');
    const again = apiClient(server.url, { cookie, origin: server.url });
    expect((await problemOf(again.identity.operator.me.query())).code).toBe('unauthenticated');
    expect((await problemOf(again.identity.me.query())).code).toBe('unauthenticated');
  });

  it.each([
    ['after eight hours', "expires_at = now() - interval '1 second'"],
    ['after half an hour without use', "last_used_at = now() - interval '31 minutes'"],
  ])('ends %s', async (_, change) => {
    const console = open();
    await console.signIn();
    await database.query(`update operator_session set ${change}`);
    expect((await problemOf(console.api.identity.operator.me.query())).code).toBe('unauthenticated');
  });

  it('is over when the operator is disabled', async () => {
    const console = open();
    await console.signIn();
    await database.query('update operator set disabled_at = now()');
    expect((await problemOf(console.api.identity.operator.me.query())).code).toBe('unauthenticated');
    expect((await attempt({})).code).toBe('unauthenticated');
    await database.query('update operator set disabled_at = null');
  });
});

interface Procedure {
  _def: { type: 'query' | 'mutation' | 'subscription'; meta?: { operator?: true } };
}

const ofOperators = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>).filter(
  ([, { _def }]) => _def.meta?.operator,
);

describe('sessions of people and of operators', () => {
  it.each(ofOperators)('%s is closed to everybody but operators', async (path, { _def }) => {
    const { token } = await signIn(server.url, person('super_admin'));
    const isMutation = _def.type === 'mutation';
    const credentials: Record<string, string>[] = [
      {},
      { authorization: `Bearer ${token}` },
      { cookie: `muster_session=${token}` },
    ];
    for (const credential of credentials) {
      const response = await fetch(`${server.url}/trpc/${path}`, {
        method: isMutation ? 'POST' : 'GET',
        headers: { ...credential, origin: server.url, 'content-type': 'application/json' },
        ...(isMutation && { body: '{}' }),
      });
      expect(response.status, Object.keys(credential).join()).toBe(401);
    }
  });

  it('are never taken for each other, in whichever cookie or header they come', async () => {
    const console = open();
    await console.signIn();
    const own = console.cookieNamed('muster_operator') ?? '';
    await console.enter(companies.north.id);
    const stay = console.cookieNamed('muster_access') ?? '';
    const { token } = await signIn(server.url, person('super_admin'));
    const with_ = (cookie: string) => apiClient(server.url, { cookie, origin: server.url });
    for (const cookie of [`muster_operator=${token}`, `muster_operator=${stay}`, `muster_session=${own}`]) {
      expect((await problemOf(with_(cookie).identity.operator.me.query())).code, cookie).toBe('unauthenticated');
    }
    for (const cookie of [
      `muster_session=${own}`,
      `muster_session=${stay}`,
      `muster_access=${token}`,
      `muster_access=${own}`,
    ]) {
      expect((await problemOf(with_(cookie).identity.me.query())).code, cookie).toBe('unauthenticated');
    }
    for (const bearer of [own, stay]) {
      expect((await problemOf(apiClient(server.url, { token: bearer }).identity.me.query())).code).toBe(
        'unauthenticated',
      );
    }
    const asBearer = apiClient(server.url, { token });
    expect((await problemOf(asBearer.identity.operator.tenants.query({}))).code).toBe('unauthenticated');
  });

  it('leave the company when somebody signs in as a person in the same browser', async () => {
    const console = open();
    await console.signIn();
    await console.enter(companies.north.id);
    const { email, password } = person('viewer');
    await console.api.identity.signIn.mutate({ email, password });
    expect(console.cookieNamed('muster_access')).toBeUndefined();
    expect((await console.api.identity.me.query()).user.email).toBe(email);
  });
});
