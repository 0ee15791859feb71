import { beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../support/client.ts';
import { serverOfFile } from '../../support/file-server.ts';
import { person } from '../../support/fixtures.ts';
import { problemOf } from '../../support/problem.ts';

const { database, server } = serverOfFile();

beforeAll(async () => {
  const admin = await signIn(server.url, person('super_admin'));
  const { version, ...policy } = await admin.api.identity.securityPolicy.get.query();
  await admin.api.identity.securityPolicy.save.mutate({ ...policy, idleMinutes: 15, absoluteMinutes: 60, version });
});

async function shift(userId: string, column: 'last_used_at' | 'created_at', minutes: number): Promise<void> {
  await database.query(`update session set ${column} = now() - make_interval(mins => $2) where user_id = $1`, [
    userId,
    minutes,
  ]);
}

describe('a session', () => {
  it('ends after the idle time of the policy, and use keeps it alive', async () => {
    const { api, userId } = await signIn(server.url, person('sales'));
    await shift(userId, 'last_used_at', 14);
    await api.identity.me.query();
    const [row] = await database.query<{ age: number }>(
      'select extract(epoch from now() - last_used_at)::int as age from session where user_id = $1',
      [userId],
    );
    expect(row?.age).toBeLessThan(60);
    await shift(userId, 'last_used_at', 16);
    expect((await problemOf(api.identity.me.query())).code).toBe('unauthenticated');
  });

  it('is kept alive by what a person does, not by what a screen that is left open asks for', async () => {
    const { api, token, userId } = await signIn(server.url, person('driver'));
    const screen = (headers: Record<string, string>) =>
      fetch(`${server.url}/trpc/identity.me`, { headers: { authorization: `Bearer ${token}`, ...headers } });
    const lastUse = () =>
      database.query<{ minutes: number }>(
        'select (extract(epoch from now() - last_used_at) / 60)::int as minutes from session where user_id = $1',
        [userId],
      );
    await shift(userId, 'last_used_at', 14);
    expect((await screen({ 'x-muster-background': '1' })).status).toBe(200);
    expect(await lastUse()).toEqual([{ minutes: 14 }]);
    await api.identity.sessions.touch.mutate();
    expect(await lastUse()).toEqual([{ minutes: 0 }]);
    await shift(userId, 'last_used_at', 16);
    expect((await screen({ 'x-muster-background': '1' })).status).toBe(401);
  });

  it('ends after the absolute time, however much it is used', async () => {
    const { api, userId } = await signIn(server.url, person('finance'));
    await shift(userId, 'created_at', 59);
    await api.identity.me.query();
    await shift(userId, 'created_at', 61);
    expect((await problemOf(api.identity.me.query())).code).toBe('unauthenticated');
  });

  it('follows the policy of its own company only', async () => {
    const { api, userId } = await signIn(server.url, person('viewer', 'south'));
    await shift(userId, 'last_used_at', 16);
    expect((await api.identity.me.query()).user.id).toBe(userId);
  });

  it('tells where it is, as far as its address says', async () => {
    const { api } = await signIn(server.url, person('support'));
    const { items } = await api.identity.sessions.list.query({});
    expect(items[0]).toMatchObject({ current: true, place: { kind: 'this_computer', network: null } });
  });
});

describe('the policy', () => {
  it('is saved by administrators only, one after the other, and never keeps its author out', async () => {
    const manager = await signIn(server.url, person('manager'));
    expect((await problemOf(manager.api.identity.securityPolicy.get.query())).code).toBe('forbidden');
    const admin = await signIn(server.url, person('super_admin'));
    const { version, ...policy } = await admin.api.identity.securityPolicy.get.query();
    const late = await problemOf(admin.api.identity.securityPolicy.save.mutate({ ...policy, version: version - 1 }));
    expect(late).toMatchObject({ code: 'version_conflict', conflict: { currentVersion: version } });
    for (const change of [{ ssoOnly: true }, { mfaLevel: 90 }, { allowedDomains: ['elsewhere.test'] }]) {
      const problem = await problemOf(admin.api.identity.securityPolicy.save.mutate({ ...policy, ...change, version }));
      expect(problem.message, JSON.stringify(change)).toContain('keep you out');
    }
  });
});
