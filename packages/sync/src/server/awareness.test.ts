import { expect, test } from 'vitest';
import { RawClient } from '../testing/RawClient.ts';
import type { SyncTestServer } from '../testing/SyncTestServer.ts';
import { startServer } from '../testing/start-server.ts';
import { AwarenessRelay } from './AwarenessRelay.ts';
import { encodeAwarenessUpdate } from './awareness-update.ts';
import { DEFAULT_LIMITS } from './limits.ts';

const ANA = { id: 'ana', name: 'ANA', color: '#3050ff' };
const BOB = { id: 'bob', name: 'BOB', color: '#3050ff' };

function join(server: SyncTestServer, user: string): Promise<RawClient> {
  return RawClient.join(`${server.url}/board/1?user=${user}`);
}

test('P1: the user of a state is what authorize said, whatever the client claims', async () => {
  const server = await startServer();
  const [ana, bob] = await Promise.all([join(server, 'ana'), join(server, 'bob')]);
  ana.sendAwareness(1, 1, { cursor: 5, user: { id: 'boss', name: 'The boss' } });
  await bob.until('ana', () => bob.presence(1) !== undefined);
  expect(bob.presence(1)).toEqual({ cursor: 5, user: ANA });
});

test('P2: a connection speaks only for client ids that are its own', async () => {
  const server = await startServer();
  const [ana, bob] = await Promise.all([join(server, 'ana'), join(server, 'bob')]);
  ana.sendAwareness(1, 1, { cursor: 5 });
  await bob.until('ana', () => bob.presence(1) !== undefined);
  bob.sendAwareness(1, 9, { cursor: 0 });
  bob.sendAwareness(1, 9, null);
  bob.sendAwareness(2, 1, { cursor: 7 });
  await ana.until('bob', () => ana.presence(2) !== undefined);
  expect(ana.presence(1)).toEqual({ cursor: 5, user: ANA });
  expect(bob.close).toBeNull();
});

test('P2: nobody speaks for somebody who has left, be it an echo or something new', async () => {
  const server = await startServer();
  const [ana, bob] = await Promise.all([join(server, 'ana'), join(server, 'bob')]);
  ana.sendAwareness(1, 4, { cursor: 5 });
  await bob.until('ana', () => bob.presence(1) !== undefined);
  ana.socket.close();
  await bob.until('ana to leave', () => bob.presence(1) === null);
  bob.sendAwareness(1, 4, { cursor: 5 });
  bob.sendAwareness(1, 5, { cursor: 7 });
  bob.sendAwareness(2, 1, {});
  await bob.until('bob', () => bob.presence(2) !== undefined);
  expect(bob.presence(1)).toBeNull();
});

test('P3: a closed connection takes its states with it', async () => {
  const server = await startServer();
  const [ana, bob] = await Promise.all([join(server, 'ana'), join(server, 'bob')]);
  ana.sendAwareness(1, 1, {});
  await bob.until('ana', () => bob.presence(1) !== undefined);
  ana.socket.terminate();
  await bob.until('ana to leave', () => bob.presence(1) === null);
});

test('P4: whoever joins or asks is sent everyone who is here', async () => {
  const server = await startServer();
  const ana = await join(server, 'ana');
  ana.sendAwareness(1, 1, { cursor: 5 });
  await ana.until('the echo', () => ana.presence(1) !== undefined);
  const bob = await join(server, 'bob');
  await bob.until('ana', () => bob.presence(1) !== undefined);
  const before = bob.all('awareness').length;
  bob.send(3);
  await bob.until('the answer', () => bob.all('awareness').length > before);
  expect(bob.all('awareness').at(-1)?.states.get(1)).toEqual({ cursor: 5, user: ANA });
});

test('P5: changes that follow each other closely leave in one frame, to their author too', async () => {
  const server = await startServer();
  const [ana, bob] = await Promise.all([join(server, 'ana'), join(server, 'bob')]);
  await bob.until('the first frame', () => bob.has('awareness'));
  const before = bob.all('awareness').length;
  ana.socket.pause();
  for (let clock = 1; clock <= 50; clock++) ana.sendAwareness(1, clock, { cursor: clock });
  ana.socket.resume();
  await bob.until('the last', () => bob.presence(1)?.cursor === 50);
  await ana.until('the echo', () => ana.presence(1)?.cursor === 50);
  expect(bob.all('awareness').length - before).toBeLessThan(20);
});

test('P3: of those who have left only the last thousand are remembered', () => {
  const relay = new AwarenessRelay(DEFAULT_LIMITS, { broadcast: () => undefined, passOn: () => undefined });
  const says = (clientId: number, clock: number) => {
    const owner = { user: ANA };
    const spoke = relay.receive(owner, encodeAwarenessUpdate([{ clientId, clock, state: '{}' }]));
    relay.leave(owner);
    return spoke;
  };
  for (let clientId = 1; clientId <= 1_001; clientId++) says(clientId, 5);
  expect(says(1_001, 5)).toBe(false);
  expect(says(1, 5)).toBe(true);
});

test('P6: the same user takes a client id over with a higher clock; the dead connection does not take it along', async () => {
  const server = await startServer();
  const [old, bob] = await Promise.all([join(server, 'ana'), join(server, 'bob')]);
  old.sendAwareness(1, 3, { tab: 'old' });
  await bob.until('ana', () => bob.presence(1) !== undefined);
  const fresh = await join(server, 'ana');
  fresh.sendAwareness(1, 4, { tab: 'new' });
  await bob.until('the new tab', () => bob.presence(1)?.tab === 'new');
  old.socket.terminate();
  await old.closed();
  bob.sendAwareness(2, 1, {});
  await fresh.until('bob', () => fresh.presence(2) !== undefined);
  expect(fresh.presence(2)).toEqual({ user: BOB });
  expect(bob.presence(1)).toEqual({ tab: 'new', user: ANA });
});
