import { expect, test } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { RawClient } from '../testing/RawClient.ts';
import { startNodes } from '../testing/start-nodes.ts';

const ANA = { id: 'ana', name: 'ANA', color: '#3050ff' };
const BOB = { id: 'bob', name: 'BOB', color: '#3050ff' };

test('N10: people see each other across nodes, under the names that authorize gave them', async () => {
  const { join } = await startNodes();
  const [ana, bob] = await join('board/1');
  ana.sendAwareness(1, 1, { cursor: 5, user: { id: 'boss', name: 'The boss' } });
  await bob.until('ana', () => bob.presence(1) !== undefined);
  expect(bob.presence(1)).toEqual({ cursor: 5, user: ANA });
  ana.socket.terminate();
  await bob.until('ana to leave', () => bob.presence(1) === null);
});

test('N10: nobody speaks for a client id of another node, except the same user with a higher clock', async () => {
  const { nodes, join } = await startNodes();
  const [ana, bob] = await join('board/1');
  ana.sendAwareness(1, 3, { tab: 'old' });
  await bob.until('ana', () => bob.presence(1) !== undefined);
  bob.sendAwareness(1, 9, { cursor: 0 });
  bob.sendAwareness(1, 9, null);
  bob.sendAwareness(2, 1, {});
  await ana.until('bob', () => ana.presence(2) !== undefined);
  expect(ana.presence(1)).toEqual({ tab: 'old', user: ANA });

  const moved = await RawClient.join(`${nodes[1].url}/board/1?user=ana`);
  moved.sendAwareness(1, 4, { tab: 'new' });
  await bob.until('the new tab', () => bob.presence(1)?.tab === 'new');
  ana.socket.terminate();
  await eventually('one connection', () => nodes[0].sync.stats().connections === 0);
  bob.sendAwareness(2, 2, { still: true });
  await moved.until('bob', () => moved.presence(2)?.still === true);
  expect(bob.presence(1)).toEqual({ tab: 'new', user: ANA });
});

test('N10: a client id that two people took on two nodes, unheard of each other, stays with each of them there', async () => {
  const { bus, join } = await startNodes();
  const [ana, bob] = await join('board/1');
  bus.cut = true;
  ana.sendAwareness(1, 1, { cursor: 5 });
  bob.sendAwareness(1, 2, { cursor: 7 });
  await ana.until('the echo', () => ana.presence(1) !== undefined);
  await bob.until('the echo', () => bob.presence(1) !== undefined);
  bus.cut = false;
  bob.sendAwareness(1, 3, { cursor: 8 });
  bob.sendAwareness(2, 1, {});
  await ana.until('bob', () => ana.presence(2) !== undefined);
  expect(ana.presence(1)).toEqual({ cursor: 5, user: ANA });
});

test('N11: whoever opens a document hears who has it open elsewhere', async () => {
  const { nodes } = await startNodes();
  const ana = await RawClient.join(`${nodes[0].url}/board/1?user=ana`);
  ana.sendAwareness(1, 1, { cursor: 5 });
  await ana.until('the echo', () => ana.presence(1) !== undefined);
  const bob = await RawClient.join(`${nodes[1].url}/board/1?user=bob`);
  await bob.until('ana', () => bob.presence(1) !== undefined);
  bob.sendAwareness(2, 1, {});
  await ana.until('bob', () => ana.presence(2) !== undefined);
  expect(ana.presence(2)).toEqual({ user: BOB });
});

test('N12: when a node says farewell, its people leave', async () => {
  const { nodes, join } = await startNodes();
  const [ana, bob] = await join('board/1');
  ana.sendAwareness(1, 1, {});
  await bob.until('ana', () => bob.presence(1) !== undefined);
  await nodes[0].sync.close();
  await bob.until('ana to leave', () => bob.presence(1) === null);
  expect(nodes[1].sync.stats().otherNodes).toBe(0);
});

test('N12: when a node falls silent, its people leave; who comes back is seen again', async () => {
  const { bus, seats, nodes, join } = await startNodes();
  const [ana, bob] = await join('board/1');
  ana.sendAwareness(1, 1, {});
  await bob.until('ana', () => bob.presence(1) !== undefined);
  bus.silenced = seats[0] ?? null;
  await bob.until('ana to leave', () => bob.presence(1) === null);
  bus.silenced = null;
  await eventually('acquaintance', () => nodes.every(({ sync }) => sync.stats().otherNodes === 1));
  ana.sendAwareness(1, 2, { back: true });
  await bob.until('ana', () => bob.presence(1)?.back === true);
});

test('N12: a node that does not even hear itself takes nobody for dead', async () => {
  const { bus, nodes, join } = await startNodes();
  const [ana, bob] = await join('board/1');
  ana.sendAwareness(1, 1, {});
  await bob.until('ana', () => bob.presence(1) !== undefined);
  bus.cut = true;
  const isCutOff = () => nodes[1].logged.includes('other nodes cannot be reached');
  await eventually('the node to notice', isCutOff);
  bob.send(3);
  await bob.settle();
  expect(bob.presence(1)).toEqual({ user: ANA });
});
