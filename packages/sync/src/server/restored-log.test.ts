import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { craftedUpdate } from '../testing/crafted-update.ts';
import { eventually } from '../testing/eventually.ts';
import { RawClient } from '../testing/RawClient.ts';
import { startNodes } from '../testing/start-nodes.ts';
import { startServer } from '../testing/start-server.ts';

const BOARD = 'id-of-board/1';

function exchange(one: Y.Doc, other: Y.Doc): void {
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one, Y.encodeStateVector(other)));
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)));
}

/** Where two people connect to, and the log behind it. */
async function places(nodes: 'one node' | 'two nodes') {
  if (nodes === 'one node') {
    const { url, log } = await startServer();
    return { log, urls: [url, url] as const };
  }
  const cluster = await startNodes();
  const [one, other] = cluster.nodes;
  return { log: cluster.log, urls: [one.url, other.url] as const };
}

/** A log that has only the beginning, as a backup has it, and two people who went on for so long afterwards. */
async function setBack(rounds: number, nodes: 'one node' | 'two nodes') {
  const { log, urls } = await places(nodes);
  const first = new Y.Doc();
  first.getMap('card').set('place', 'at first');
  await log.stored.append([{ documentId: BOARD, bytes: Y.encodeStateAsUpdate(first), actorId: null }]);
  const url = `${urls[0]}/board/1?muster=1&user=`;
  const ana = await RawClient.connect(`${url}ana`);
  const bob = await RawClient.connect(`${urls[1]}/board/1?muster=1&user=bob`);
  exchange(first, ana.doc);
  for (let round = 0; round < rounds; round++) {
    exchange(ana.doc, bob.doc);
    ana.doc.getMap('card').set('place', `ana ${round}`);
    ana.doc.getText('notes').insert(0, 'a');
    exchange(ana.doc, bob.doc);
    bob.doc.getMap('card').set('place', `bob ${round}`);
    bob.doc.getText('notes').insert(1, 'b');
  }
  exchange(ana.doc, bob.doc);
  for (const { doc } of [ana, bob]) doc.getText('notes').insert(1, 'and what nobody else has received');
  const whole = new Y.Doc();
  for (const { doc } of [ana, bob]) Y.applyUpdate(whole, Y.encodeStateAsUpdate(doc));
  return { url, ana, bob, whole };
}

async function introduce(client: RawClient): Promise<void> {
  client.askForDocument();
  client.sendAwareness(client.doc.clientID, 1, {});
  await client.until('the question', () => client.has('step1'));
}

/** Answers each question of the server once, as every client does. */
function answering(...clients: RawClient[]) {
  const answered = new Map<RawClient, number>();
  const answer = (client: RawClient) => {
    const questions = client.all('step1');
    for (const { bytes } of questions.slice(answered.get(client) ?? 0))
      client.sendSync(1, Y.encodeStateAsUpdate(client.doc, bytes));
    answered.set(client, questions.length);
  };
  return (what: string, fact: () => boolean, who = clients) =>
    eventually(what, () => {
      for (const client of who) answer(client);
      return fact();
    });
}

const contentOf = (doc: Y.Doc) => ({ card: doc.getMap('card').toJSON(), notes: doc.getText('notes').toJSON() });

test.each([
  ['at once', 'one node'],
  ['one after the other', 'one node'],
  ['at once', 'two nodes'],
  ['one after the other', 'two nodes'],
] as const)(
  'D11, H17: what a log lost that was set back comes from those who still have it, who return %s to %s',
  async (how, nodes) => {
    const { url, ana, bob, whole } = await setBack(50, nodes);
    await introduce(ana);
    if (how === 'at once') await introduce(bob);
    const answerUntil = answering(ana, bob);
    await answerUntil('ana to be heard', () => ana.acknowledged === 1, [ana]);
    if (how === 'one after the other') await introduce(bob);
    const viewer = await RawClient.join(`${url}eve`);
    const isWhole = () => JSON.stringify(contentOf(viewer.doc)) === JSON.stringify(contentOf(whole));
    await answerUntil('everything to be stored', isWhole);
    ana.edit((doc) => doc.getMap('card').set('place', 'afterwards'));
    await bob.until('life to go on', () => bob.doc.getMap('card').get('place') === 'afterwards');
    expect(contentOf((await RawClient.join(`${url}eve`)).doc)).toEqual(contentOf(ana.doc));

    // What is still to come of ana is hers alone.
    const next = Y.getState(ana.doc.store, ana.doc.clientID);
    bob.sendSync(2, craftedUpdate([ana.doc.clientID, next], [{ content: 'not of ana' }]));
    ana.edit((doc) => doc.getText('notes').insert(0, 'hers'));
    await bob.until('what ana wrote', () => bob.doc.getText('notes').toJSON().startsWith('hers'));
  },
);
