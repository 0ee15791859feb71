import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { RawClient } from '../testing/RawClient.ts';
import { addCard } from '../testing/sample-updates.ts';
import { startNodes } from '../testing/start-nodes.ts';

test('N1: any node takes any edit; what one committed the others forward', async () => {
  const { nodes } = await startNodes();
  const [ana, bob] = await Promise.all(nodes.map(({ url }) => RawClient.join(`${url}/board/1?muster=1`)));
  if (!ana || !bob) throw new Error('two clients');
  ana.edit((doc) => addCard(doc, 'a'));
  bob.edit((doc) => addCard(doc, 'b'));
  for (const client of [ana, bob]) {
    await client.until('both cards', () => client.doc.getMap('cards').size === 2);
    await client.until('the acknowledgement', () => client.acknowledged === 1);
  }
  expect(Y.encodeStateVector(ana.doc)).toEqual(Y.encodeStateVector(bob.doc));
});
