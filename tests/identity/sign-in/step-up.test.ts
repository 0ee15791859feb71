import { describe, expect, it } from 'vitest';
import { type SignedIn, signIn } from '../../support/client.ts';
import { serverOfFile } from '../../support/file-server.ts';
import { PASSWORD, person } from '../../support/fixtures.ts';
import { problemOf } from '../../support/problem.ts';
import { codeOf } from './authenticator-app.ts';

const { database, server } = serverOfFile();

async function elevenMinutesPass({ userId }: SignedIn): Promise<void> {
  await database.query(`update session set authenticated_at = now() - interval '11 minutes' where user_id = $1`, [
    userId,
  ]);
}

describe('a dangerous action', () => {
  it('asks who it is when the sign-in is not fresh, and goes on after the password', async () => {
    const finance = await signIn(server.url, person('finance'));
    await elevenMinutesPass(finance);
    expect((await problemOf(finance.api.identity.totp.begin.mutate())).code).toBe('step_up');
    await finance.api.identity.me.query();
    const wrong = await problemOf(finance.api.identity.stepUp.password.mutate({ password: 'not the password' }));
    expect(wrong.code, 'a mistyped password ends no session').toBe('invalid_input');
    expect((await problemOf(finance.api.identity.totp.begin.mutate())).code).toBe('step_up');
    await finance.api.identity.stepUp.password.mutate({ password: PASSWORD });
    expect((await finance.api.identity.totp.begin.mutate()).uri).toContain('otpauth://');
  });

  it('is to give rights in any way; to take them away is not', async () => {
    const { api, ...admin } = await signIn(server.url, person('super_admin'));
    const { roles, groups, grants, invitations, employees } = api.identity;
    const roleIds = (await roles.list.query()).filter(({ key }) => key === 'viewer').map(({ id }) => id);
    const userId = person('viewer').id;
    const granting = { userId, permission: 'work:board:create', scope: 'tenant', reason: 'To be taken away' } as const;
    const { id: grantId } = await grants.give.mutate(granting);
    const { id: groupId } = await groups.create.mutate({ name: 'Crew', roleIds: [] });
    const { id: roleId } = await roles.create.mutate({ name: 'Helper', level: 1, rights: [] });
    await elevenMinutesPass({ ...admin, api });
    const ways: Record<string, () => Promise<unknown>> = {
      'a role': () => roles.create.mutate({ name: 'Second helper', level: 1, rights: [] }),
      'more in a role': () => roles.update.mutate({ id: roleId, version: 1, level: 2 }),
      'a role to a person': () => roles.assign.mutate({ userId, roleIds, version: 1 }),
      'a group': () => groups.create.mutate({ name: 'Night crew', roleIds }),
      'a role to a group': () => groups.update.mutate({ id: groupId, version: 1, roleIds }),
      'a place in a group': () => groups.setMembers.mutate({ id: groupId, add: [userId] }),
      'a grant': () => grants.give.mutate(granting),
      'an invitation': () => invitations.create.mutate({ email: 'a@north.test', name: 'A', locale: 'en', roleIds }),
      'accounts by a file': () => employees.import.mutate({ csv: 'name,email\nA,a@north.test\n' }),
    };
    for (const [what, attempt] of Object.entries(ways)) expect((await problemOf(attempt())).code, what).toBe('step_up');
    await grants.revoke.mutate({ id: grantId });
    await groups.delete.mutate({ id: groupId, version: 1 });
    await roles.delete.mutate({ id: roleId, version: 1 });
  });

  it('asks for the code too where there is an authenticator app', async () => {
    const sales = await signIn(server.url, person('sales'));
    const { secret } = await sales.api.identity.totp.begin.mutate();
    await sales.api.identity.totp.confirm.mutate({ code: codeOf(secret) });
    await elevenMinutesPass(sales);
    const { stepUp, totp } = sales.api.identity;
    expect((await problemOf(stepUp.password.mutate({ password: PASSWORD }))).code).toBe('invalid_input');
    expect((await problemOf(totp.remove.mutate())).code).toBe('step_up');
    await stepUp.password.mutate({ password: PASSWORD, code: codeOf(secret, 1) });
    await totp.remove.mutate();
    expect((await sales.api.identity.signInWays.query()).totp).toBeNull();
  });

  it('makes a guesser of the password wait', async () => {
    const driver = await signIn(server.url, person('driver'));
    const codes: string[] = [];
    for (let guess = 0; guess < 6; guess++) {
      codes.push((await problemOf(driver.api.identity.stepUp.password.mutate({ password: `guess ${guess}` }))).code);
    }
    expect(codes).toEqual([...new Array(5).fill('invalid_input'), 'throttled']);
  });
});

describe('a new password', () => {
  it('takes the present one, is no common one, and signs out the other devices', async () => {
    const [here, there] = [await signIn(server.url, person('mover')), await signIn(server.url, person('mover'))];
    const change = (currentPassword: string, newPassword: string) =>
      here.api.identity.changePassword.mutate({ currentPassword, newPassword });
    expect((await problemOf(change('not the password', 'seven quiet harbours'))).code).toBe('invalid_input');
    for (const weak of ['short', 'Password123', '1234567890', 'Butterfly2026!']) {
      expect((await problemOf(change(PASSWORD, weak))).code, weak).toBe('invalid_input');
    }
    await change(PASSWORD, 'seven quiet harbours');
    expect((await problemOf(there.api.identity.me.query())).code).toBe('unauthenticated');
    expect((await here.api.identity.me.query()).user.id).toBe(here.userId);
    expect((await problemOf(signIn(server.url, person('mover')))).code).toBe('unauthenticated');
    await signIn(server.url, { ...person('mover'), password: 'seven quiet harbours' });
  });
});
