import { describe, expect, it } from 'vitest';
import { apiClient, type SignedIn, signIn } from '../../support/client.ts';
import { serverOfFile } from '../../support/file-server.ts';
import { type Person, person } from '../../support/fixtures.ts';
import { problemOf } from '../../support/problem.ts';
import { codeOf } from './authenticator-app.ts';

const { database, server } = serverOfFile();

async function setUpApp({ api }: SignedIn) {
  const { secret, uri } = await api.identity.totp.begin.mutate();
  // Sign-ins then use the code of the step to come, which counts too: this one is used up.
  const { recoveryCodes } = await api.identity.totp.confirm.mutate({ code: codeOf(secret) });
  return { secret, uri, recoveryCodes };
}

async function halfSignedIn({ email, password }: Pick<Person, 'email' | 'password'>) {
  const result = await apiClient(server.url).identity.signIn.mutate({ email, password });
  if (result.status !== 'second_factor') throw new Error(`Expected to be asked for a second factor: ${result.status}`);
  return result;
}

const verify = (ticket: string, code: string, factor: 'totp' | 'recovery_code' = 'totp') =>
  apiClient(server.url).identity.secondFactor.verify.mutate({ ticket, factor, code });

describe('an authenticator app', () => {
  it('is asked for after the password, and its code signs in', async () => {
    const { secret, uri, recoveryCodes } = await setUpApp(await signIn(server.url, person('manager')));
    expect(uri).toContain(`secret=${secret.replaceAll(' ', '')}`);
    expect(new Set(recoveryCodes).size).toBe(10);
    const { ticket, factors } = await halfSignedIn(person('manager'));
    expect(factors).toEqual(['totp', 'recovery_code']);
    const result = await verify(ticket, codeOf(secret, 1));
    expect(result).toMatchObject({ status: 'signed_in', user: { id: person('manager').id } });
    const token = result.status === 'signed_in' ? result.token : '';
    const { items } = await apiClient(server.url, { token }).identity.sessions.list.query({});
    expect(items.find(({ current }) => current)?.methods).toEqual(['password', 'totp']);
  });

  it('counts only when it has shown that it makes the right codes', async () => {
    const { api } = await signIn(server.url, person('sales'));
    const { secret } = await api.identity.totp.begin.mutate();
    const wrong = [-1, 0, 1].map((offset) => codeOf(secret, offset)).includes('000000') ? '000001' : '000000';
    expect((await problemOf(api.identity.totp.confirm.mutate({ code: wrong }))).code).toBe('invalid_input');
    expect((await api.identity.signInWays.query()).totp).toBeNull();
    await signIn(server.url, person('sales'));
  });

  it('has each of its codes taken once only, also by two at the same time (attack: replayed TOTP)', async () => {
    const { secret } = await setUpApp(await signIn(server.url, person('support')));
    const [first, second] = await Promise.all([halfSignedIn(person('support')), halfSignedIn(person('support'))]);
    const code = codeOf(secret, 1);
    const attempts = await Promise.allSettled([verify(first.ticket, code), verify(second.ticket, code)]);
    expect(attempts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const later = await halfSignedIn(person('support'));
    expect((await problemOf(verify(later.ticket, code))).code).toBe('unauthenticated');
    expect((await problemOf(verify(later.ticket, codeOf(secret)))).code, 'an older one').toBe('unauthenticated');
  });

  it('keeps its secret sealed in the database', async () => {
    const { secret } = await setUpApp(await signIn(server.url, person('finance')));
    const rows = await database.query<{ text: string }>(`select encode(secret, 'escape') as text from totp_credential`);
    expect(rows.length).toBeGreaterThan(0);
    for (const { text } of rows) expect(text).not.toContain(secret.replaceAll(' ', ''));
  });

  it('makes a guesser wait, on whatever tickets they guess', async () => {
    await setUpApp(await signIn(server.url, person('dispatcher')));
    const codes: string[] = [];
    for (let guess = 0; guess < 6; guess++) {
      const { ticket } = await halfSignedIn(person('dispatcher'));
      codes.push((await problemOf(verify(ticket, '000000'))).code);
    }
    expect(codes).toEqual([...new Array(5).fill('unauthenticated'), 'throttled']);
  });
});

describe('a recovery code', () => {
  it('signs in once (attack: replayed recovery code)', async () => {
    const { recoveryCodes } = await setUpApp(await signIn(server.url, person('developer')));
    const code = recoveryCodes[3] ?? '';
    const first = await halfSignedIn(person('developer'));
    const result = await verify(first.ticket, code.toUpperCase().replaceAll('-', ' '), 'recovery_code');
    expect(result.status).toBe('signed_in');
    const second = await halfSignedIn(person('developer'));
    expect((await problemOf(verify(second.ticket, code, 'recovery_code'))).code).toBe('unauthenticated');
  });

  it('is kept as a hash, and replaced by new ones', async () => {
    const auditor = await signIn(server.url, person('auditor'));
    const { recoveryCodes } = await setUpApp(auditor);
    const rows = await database.query<{ text: string }>('select recovery_code::text as text from recovery_code');
    for (const code of recoveryCodes) {
      expect(rows.filter(({ text }) => text.includes(code.replaceAll('-', '')) || text.includes(code))).toEqual([]);
    }
    const { recoveryCodes: newer } = await auditor.api.identity.totp.renewRecoveryCodes.mutate();
    expect(newer.filter((code) => recoveryCodes.includes(code))).toEqual([]);
    const { ticket } = await halfSignedIn(person('auditor'));
    const problem = await problemOf(verify(ticket, recoveryCodes[0] ?? '', 'recovery_code'));
    expect(problem.code).toBe('unauthenticated');
  });
});

describe('a half-done sign-in', () => {
  it('is worth nothing by itself, and its ticket is used up by success', async () => {
    const { secret, recoveryCodes } = await setUpApp(await signIn(server.url, person('driver')));
    const { ticket } = await halfSignedIn(person('driver'));
    const bearer = apiClient(server.url, { token: ticket.replaceAll(/[^A-Za-z0-9]/g, 'x') });
    expect((await problemOf(bearer.identity.me.query())).code).toBe('unauthenticated');
    await verify(ticket, codeOf(secret, 1));
    const again = await problemOf(verify(ticket, recoveryCodes[0] ?? '', 'recovery_code'));
    expect(again.code).toBe('unauthenticated');
  });

  it('cannot be used to set up another app in place of the one asked for', async () => {
    await setUpApp(await signIn(server.url, person('mover')));
    const { ticket } = await halfSignedIn(person('mover'));
    const problem = await problemOf(apiClient(server.url).identity.secondFactor.beginEnrolment.mutate({ ticket }));
    expect(problem.code).toBe('unauthenticated');
  });
});

describe('a company that asks for a second factor', () => {
  it('has people set one up before they are in, and asks again at once whoever is in without', async () => {
    const admin = await signIn(server.url, person('super_admin', 'south'));
    const dispatcher = await signIn(server.url, person('dispatcher', 'south'));
    const viewer = await signIn(server.url, person('viewer', 'south'));
    const { version, ...policy } = await admin.api.identity.securityPolicy.get.query();
    const strict = { ...policy, mfaLevel: 50, version };
    const refused = await problemOf(admin.api.identity.securityPolicy.save.mutate(strict));
    expect(refused.message, 'nobody locks themselves out').toContain('keep you out');

    const { secret } = await setUpApp(admin);
    const half = await halfSignedIn(person('super_admin', 'south'));
    const full = await verify(half.ticket, codeOf(secret, 1));
    const strong = apiClient(server.url, { token: full.status === 'signed_in' ? full.token : '' });
    await strong.identity.securityPolicy.save.mutate(strict);

    expect((await problemOf(dispatcher.api.identity.me.query())).code).toBe('unauthenticated');
    expect((await viewer.api.identity.me.query()).abilities.level, 'below the level').toBe(10);

    const { email, password } = person('dispatcher', 'south');
    const result = await apiClient(server.url).identity.signIn.mutate({ email, password });
    if (result.status !== 'enrol_second_factor') throw new Error(result.status);
    const { ticket } = result;
    const api = apiClient(server.url);
    const enrolment = await api.identity.secondFactor.beginEnrolment.mutate({ ticket });
    const code = codeOf(enrolment.secret);
    const done = await api.identity.secondFactor.finishEnrolment.mutate({ ticket, code });
    expect(done).toMatchObject({ result: { status: 'signed_in', user: { id: dispatcher.userId } } });
    expect(done.recoveryCodes).toHaveLength(10);
    const token = done.result.status === 'signed_in' ? done.result.token : '';
    const own = apiClient(server.url, { token });
    expect((await problemOf(own.identity.totp.remove.mutate())).code, 'their only one').toBe('forbidden');
  });
});
