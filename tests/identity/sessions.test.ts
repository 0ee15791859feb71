import type { RealtimeClientEvents, RealtimeServerEvents } from '@muster/contract/core/changes';
import { io, type Socket } from 'socket.io-client';
import { afterEach, describe, expect, it } from 'vitest';
import { type SignedIn, signIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { serverOfFile } from '../support/file-server.ts';
import { person } from '../support/fixtures.ts';
import { problemOf } from '../support/problem.ts';

const { database, server } = serverOfFile();
const sockets: Socket[] = [];

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

async function openSocket({ token }: SignedIn, headers: Record<string, string> = {}) {
  const extraHeaders = { authorization: `Bearer ${token}`, ...headers };
  const socket: Socket<RealtimeServerEvents, RealtimeClientEvents> = io(server.url, {
    path: '/realtime',
    transports: ['websocket'],
    extraHeaders,
    reconnection: false,
  });
  sockets.push(socket as Socket);
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', resolve);
    socket.on('connect_error', reject);
  });
  return socket;
}

describe('a session that ends', () => {
  it('is revoked from another device: calls fail and its socket is told and closed', async () => {
    const stolen = await signIn(server.url, person('manager'));
    const safe = await signIn(server.url, person('manager'));
    const socket = await openSocket(stolen);
    const told = new Promise((resolve) => socket.on('signed-out', resolve));
    const { items } = await stolen.api.identity.sessions.list.query({});
    const id = items.find((session) => session.current)?.id ?? '';
    await safe.api.identity.sessions.revoke.mutate({ id });
    await told;
    await eventually('the socket is closed', () => !socket.connected);
    expect((await problemOf(stolen.api.identity.me.query())).code).toBe('unauthenticated');
    expect((await safe.api.identity.me.query()).user.id).toBe(person('manager').id);
  });

  it('takes all devices along on "sign out everywhere"', async () => {
    const devices = await Promise.all([signIn(server.url, person('sales')), signIn(server.url, person('sales'))]);
    await devices[0].api.identity.signOutEverywhere.mutate();
    for (const device of devices) {
      expect((await problemOf(device.api.identity.me.query())).code).toBe('unauthenticated');
    }
  });

  it('ends with the account', async () => {
    const leaver = await signIn(server.url, person('support'));
    const socket = await openSocket(leaver);
    const manager = await signIn(server.url, person('manager'));
    const users = await manager.api.identity.users.list.query({ search: person('support').email });
    const version = users.items[0]?.version ?? 0;
    await manager.api.identity.users.setStatus.mutate({ id: leaver.userId, status: 'deactivated', version });
    await eventually('the socket is closed', () => !socket.connected);
    expect((await problemOf(leaver.api.identity.me.query())).code).toBe('unauthenticated');
    expect((await problemOf(signIn(server.url, person('support')))).code).toBe('unauthenticated');
  });

  it('cannot be ended by somebody else', async () => {
    const victim = await signIn(server.url, person('finance'));
    const { items } = await victim.api.identity.sessions.list.query({});
    const colleague = await signIn(server.url, person('super_admin'));
    const problem = await problemOf(colleague.api.identity.sessions.revoke.mutate({ id: items[0]?.id ?? '' }));
    expect(problem.code).toBe('not_found');
  });
});

describe('the realtime channel', () => {
  it('lets nobody in without a session, or from a foreign page', async () => {
    const signedIn = await signIn(server.url, person('driver'));
    await expect(openSocket({ ...signedIn, token: 'x'.repeat(40) })).rejects.toThrow();
    await expect(openSocket(signedIn, { origin: 'https://evil.example' })).rejects.toThrow();
  });

  it('tells what was missed, in order, to a screen that slept', async () => {
    const manager = await signIn(server.url, person('manager'));
    const before = await openSocket(manager);
    const start = await before.emitWithAck('catch-up', null);
    before.close();
    const { items } = await manager.api.identity.users.list.query({ search: person('viewer').email });
    const { id = '', version = 0 } = items[0] ?? {};
    await manager.api.identity.users.setStatus.mutate({ id, status: 'deactivated', version });
    await manager.api.identity.users.setStatus.mutate({ id, status: 'active', version: version + 1 });
    const after = await openSocket(manager);
    const changes = await eventually('both changes are published', async () => {
      const missed = await after.emitWithAck('catch-up', start.sequence);
      return 'changes' in missed && missed.changes.length === 2 && missed.changes;
    });
    expect(changes.map((change) => change.entity)).toEqual(['identity.user', 'identity.user']);
    expect(changes.map((change) => change.sequence)).toEqual([start.sequence + 1, start.sequence + 2]);
  });

  it('asks a screen that slept too long to read everything again', async () => {
    const manager = await signIn(server.url, person('manager'));
    const socket = await openSocket(manager);
    const now = await socket.emitWithAck('catch-up', null);
    await database.query('delete from outbox_event where published_sequence is not null and published_sequence < $1', [
      now.sequence,
    ]);
    expect(await socket.emitWithAck('catch-up', 0)).toEqual({ sequence: now.sequence, resync: true });
  });
});
