import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { besideNeighbour } from '../testing/beside-neighbour.ts';
import { craftedUpdate } from '../testing/crafted-update.ts';
import { addCard, updateOf } from '../testing/sample-updates.ts';
import { startServer } from '../testing/start-server.ts';
import { InvalidUpdateError } from './invalid-update.ts';
import { decodeMessage } from './messages.ts';
import { inspectUpdate } from './update-content.ts';

const MALFORMED: readonly (readonly [string, readonly number[]])[] = [
  ['nothing at all', []],
  ['an unknown type', [42]],
  ['a type only the server may send', [2, 0, 0]],
  ['a sync message that ends', [0]],
  ['an unknown kind of sync message', [0, 7, 0]],
  ['a length beyond the end', [0, 2, 200, 1]],
  ['a byte too many', [0, 0, 1, 0, 0]],
  ['a state vector that ends', [0, 0, 1, 5]],
  ['a number that never ends', [255, 255, 255, 255, 255, 255, 255, 255, 255, 255]],
  ['an awareness update that ends', [1, 1, 3]],
  ['an awareness state that is no JSON', [1, 4, 1, 5, 1, 0]],
  ['an awareness state that is no object', [1, 6, 1, 5, 1, 2, 49, 50]],
  ['queryAwareness with a body', [3, 0]],
];

test.each(MALFORMED)('F1, H1: %s closes its sender with 4400 and a reason, and nobody else', async (_what, bytes) => {
  const server = await startServer();
  const attacker = await besideNeighbour(server, (client) => client.send(...bytes));
  expect(attacker.close).toMatchObject({ code: 4400 });
  expect(attacker.close?.reason).not.toBe('');
  expect(server.sync.stats()).toMatchObject({ offenders: 1, connections: 1 });
});

test('F1, H1: text messages are malformed, broken text included', async () => {
  const server = await startServer();
  const texting = await besideNeighbour(server, (client) => client.socket.send('hello'));
  expect(texting.close?.code).toBe(4400);
  const broken = await besideNeighbour(server, (client) => client.socket.send(Buffer.of(0xff), { binary: false }));
  expect(broken.close).toEqual({ code: 4400, reason: 'broken WebSocket frame' });
});

test("F5: an update in Yjs' second format closes its sender with 4400", async () => {
  const server = await startServer();
  const update = Y.convertUpdateFormatV1ToV2(updateOf((doc) => addCard(doc, 'a')));
  expect((await besideNeighbour(server, (client) => client.sendSync(2, update))).close?.code).toBe(4400);
});

/** Updates that decode here and break elsewhere, by what is wrong with them. */
function hostileUpdates(): readonly (readonly [string, Uint8Array])[] {
  const write = (...numbers: number[]) => {
    const encoder = encoding.createEncoder();
    for (const number of numbers) encoding.writeVarUint(encoder, number);
    return encoding.toUint8Array(encoder);
  };
  const good = updateOf((doc) => addCard(doc, 'a'), 7);
  const deep = updateOf((doc) => {
    let value: unknown = 1;
    for (let level = 0; level < 500; level++) value = [value];
    doc.getArray('items').push([value]);
  });
  return [
    ['cut short', good.subarray(0, good.length - 3)],
    ['with bytes after the end', Uint8Array.from([...good, 0])],
    ['in the other format', Y.convertUpdateFormatV1ToV2(good)],
    // one client, one struct: client 5, clock 0, GC of length 0, no deletions
    ['with an empty struct', write(1, 1, 5, 0, 0, 0, 0)],
    ['with clients out of order', write(2, 1, 5, 0, 0, 1, 1, 6, 0, 0, 1, 0)],
    ['with a client twice', write(2, 1, 5, 0, 0, 1, 1, 5, 1, 0, 1, 0)],
    ['with a deletion of nothing', write(0, 1, 5, 1, 0, 0)],
    ['with clocks out of range', write(1, 1, 5, Number.MAX_SAFE_INTEGER, 0, 1, 0)],
    // ContentDeleted (1) with origin (0x80) 5:3 in the struct 5:0 itself
    ['that refers to itself', write(1, 1, 5, 0, 0x81, 1, 5, 3, 1, 0)],
    ['nested too deeply', deep],
  ];
}

test.each(hostileUpdates())('H2: an update %s never reaches the log or another client', async (_what, update) => {
  const server = await startServer();
  const attacker = await besideNeighbour(server, (client) => client.sendSync(2, update));
  expect(attacker.close?.code).toBe(4400);
  expect(server.log.batches.flat()).toHaveLength(1);
});

test.each([true, false])(
  'H16: an update that does not go together closes its sender with 4400 (its first: %s)',
  async (isFirst) => {
    const server = await startServer();
    const lists = craftedUpdate(
      [7, 0],
      [
        { parent: 'one', content: 'abc' },
        { parent: 'two', content: 'def' },
      ],
    );
    const attacker = await besideNeighbour(server, (client) => {
      if (!isFirst) client.sendSync(2, lists);
      const between = { origin: [7, 0], right: [7, 3], content: 'x' } as const;
      const structs = isFirst
        ? [{ parent: 'one', content: 'abc' }, { parent: 'two', content: 'def' }, between]
        : [between];
      client.sendSync(2, craftedUpdate([7, isFirst ? 0 : 6], structs));
    });
    expect(attacker.close).toMatchObject({ code: 4400 });
    expect(server.log.batches.flat()).toHaveLength(isFirst ? 1 : 2);
    expect(server.sync.stats().offenders).toBe(1);
  },
);

test('H3: a message over the limit closes its sender with 4413', async () => {
  const server = await startServer({ limits: { maxDocumentBytes: 900, maxMessageBytes: 1_000 } });
  const attacker = await besideNeighbour(server, (client) => client.socket.send(Buffer.alloc(1_001)));
  expect(attacker.close).toEqual({ code: 4413, reason: 'message too large' });
});

test('H7: a false length does not read what lies behind the message in memory', () => {
  const secret = Buffer.from('the next message of somebody else');
  const memory = Buffer.concat([Buffer.from([0, 2, 20, 1]), secret]);
  expect(() => decodeMessage(memory.subarray(0, 4))).toThrow('message');
  // A string content whose length points behind the update.
  const update = updateOf((doc) => doc.getText('t').insert(0, 'abc'), 1);
  const grown = Buffer.concat([update, secret]);
  grown[update.indexOf(97) - 1] = 30;
  expect(() => inspectUpdate(grown.subarray(0, update.length))).toThrow(InvalidUpdateError);
});
