import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { RawClient, type ServerMessage } from '../testing/RawClient.ts';
import { addCard } from '../testing/sample-updates.ts';
import { startServer } from '../testing/start-server.ts';
import { DeliveryPace } from './DeliveryPace.ts';

/** How many updates a message brings: each one adds a card. */
function cardsIn(doc: Y.Doc, message: ServerMessage): number {
  if (message.type === 'update' || message.type === 'step2') Y.applyUpdate(doc, message.bytes);
  return doc.getMap('cards').size;
}

/** Somebody who has the document open, and whose replica nobody needs. */
async function onlooker(url: string): Promise<void> {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  const answered = once(socket, 'message');
  socket.send(Uint8Array.of(0, 0, 1, 0));
  await answered;
}

async function crowd(url: string): Promise<void> {
  await Promise.all(Array.from({ length: 100 }, () => onlooker(url)));
}

describe('D10: how long a room rests', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  /** The moments (milliseconds) at which a room with so many receivers forwards what comes every two milliseconds. */
  function moments(receivers: number, count: number): number[] {
    const began = performance.now();
    const at: number[] = [];
    const pace = new DeliveryPace(
      () => at.push(Math.round(performance.now() - began)),
      () => receivers,
    );
    for (let number = 0; number < count; number++) {
      pace.due();
      vi.advanceTimersByTime(2);
    }
    vi.advanceTimersByTime(50);
    return at;
  }

  test('D10: a room of few never rests', () => {
    expect(moments(12, 4)).toEqual([0, 2, 4, 6]);
  });

  test('D10: a room of many rests, the longer the more they are, but no longer than a display shows one picture', () => {
    expect(moments(100, 8)).toEqual([0, 8, 16]);
    expect(moments(200, 8)).toEqual([0, 16]);
    expect(moments(5_000, 8)).toEqual([0, 16]);
  });

  test('D10: what comes after a rest does not wait', () => {
    const deliver = vi.fn();
    const pace = new DeliveryPace(deliver, () => 200);
    pace.due();
    vi.advanceTimersByTime(17);
    pace.due();
    expect(deliver).toHaveBeenCalledTimes(2);
  });
});

test('D10: among many everything arrives and is acknowledged, and no position is told before what it covers', async () => {
  const server = await startServer({ limits: { keepAliveInterval: 300, pingBurst: 5_000 } });
  const url = `${server.url}/board/1?muster=1`;
  await crowd(url);
  const writer = await RawClient.join(url);
  const reader = await RawClient.join(url);
  let made = 0;
  while (made < 2_000 && reader.all('position').length < 5) {
    made += 1;
    writer.edit((doc) => addCard(doc, `card ${made}`));
    await writer.settle();
  }
  await writer.until('the acknowledgements', () => writer.acknowledged === made);
  await reader.until('all cards', () => reader.doc.getMap('cards').size === made);
  await reader.until('the last position', () => reader.all('position').at(-1)?.seq === made);
  const doc = new Y.Doc();
  const ahead = reader.messages.filter((message) => {
    const cards = cardsIn(doc, message);
    return message.type === 'position' && message.seq > cards;
  });
  expect(ahead).toEqual([]);
});

test('D10: what rests when the server closes leaves before it does', async () => {
  const server = await startServer();
  const url = `${server.url}/board/1?muster=1`;
  await crowd(url);
  const writer = await RawClient.join(url);
  const reader = await RawClient.join(url);
  for (const id of ['a', 'b', 'c']) {
    writer.edit((doc) => addCard(doc, id));
    await writer.settle();
  }
  await server.sync.close();
  for (const client of [writer, reader]) await client.closed();
  expect(writer.acknowledged).toBe(3);
  expect(reader.doc.getMap('cards').size).toBe(3);
});
