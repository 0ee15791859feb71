import {
  appendDescription,
  cardDescription,
  createCard,
  deleteCard,
  setCardTitle,
} from '@muster/contract/work/board-cards';
import { liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { addComment } from '@muster/contract/work/board-comments';
import { readBoardContents, readDescription } from '@muster/contract/work/board-whole';
import pg from 'pg';
import { beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { type SignedIn, signIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { serverOfFile } from '../support/file-server.ts';
import { person } from '../support/fixtures.ts';
import { contentsOf } from '../sync/crash/board-edits.ts';
import { expectRowsToFollow } from '../sync/crash/rows-follow.ts';
import { storedDocument } from '../sync/crash/stored-board.ts';
import { openReplica, type Replica, saved, synced } from '../sync/replica.ts';

const { database, server } = serverOfFile();

/** Somebody with a board open. */
interface Screen extends Replica {
  who: SignedIn;
}

let documentName: string;
let ann: Screen;
let bob: Screen;

beforeEach(async () => {
  const [owner, guest] = [await signIn(server.url, person('dispatcher')), await signIn(server.url, person('mover'))];
  const board = await owner.api.work.boards.create.mutate({ name: 'Restored', kind: 'team' });
  documentName = board.documentName;
  await owner.api.work.boards.setMember.mutate({ id: board.id, userId: guest.userId, access: 'editor' });
  [ann, bob] = [await open(owner), await open(guest)];
  return () => {
    for (const { provider } of [ann, bob]) provider.destroy();
  };
});

async function open(who: SignedIn): Promise<Screen> {
  const screen = { who, ...openReplica(server.webSocketUrl, documentName, who.token) };
  await synced(screen);
  return screen;
}

const edit = ({ who }: Screen) => ({ userId: who.userId, at: new Date().toISOString(), origin: null });

function addCard(screen: Screen, title: string): string {
  const id = newId();
  createCard(screen.doc, edit(screen), { id, title, columnId: liveColumns(readColumns(screen.doc))[0]?.id ?? '' });
  return id;
}

/** Types at the beginning of a card's last paragraph. */
function type({ doc }: Screen, cardId: string, words: string): void {
  const paragraph = cardDescription(doc, cardId)?.toArray().at(-1);
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error('The card has no paragraph to type in.');
  text.insert(0, words);
}

const cardOf = ({ doc }: Screen, id: string) => readBoardContents(doc).cards.find((card) => card.id === id);

async function sameOnBothScreens(): Promise<void> {
  const shown = ({ doc }: Screen) => JSON.stringify(contentsOf(doc));
  await eventually('both screens show the same', () => shown(ann) === shown(bob));
}

/** Lets nobody keep a version until it is called off, which is when a restore has read the document and changed nothing yet. */
async function holdVersions(): Promise<{ reached: () => Promise<void>; release: () => Promise<void> }> {
  const holder = new pg.Client({ connectionString: database.url });
  await holder.connect();
  await holder.query('begin; lock table document_version in share mode');
  const waiting = () =>
    database.query("select from pg_locks where relation = 'document_version'::regclass and not granted");
  return {
    reached: () => eventually('a version waits', async () => (await waiting()).length > 0).then(() => undefined),
    release: () => holder.end(),
  };
}

test('a file that is restored while one types and another is offline takes no saved word from either', async () => {
  const [sofa, lamp] = [addCard(ann, 'Sofa'), addCard(ann, 'Lamp')];
  appendDescription(ann.doc, edit(ann), sofa, 'Third floor');
  await saved(ann);
  const file = await ann.who.api.collaboration.files.export.mutate({ documentName });
  setCardTitle(ann.doc, edit(ann), sofa, 'Scratched sofa');
  appendDescription(ann.doc, edit(ann), sofa, 'by the stairs');
  deleteCard(ann.doc, edit(ann), lamp);
  const late = addCard(ann, 'Late');
  await saved(ann);
  await sameOnBothScreens();

  bob.provider.disconnect();
  setCardTitle(bob.doc, edit(bob), sofa, 'Scratched sofa bed');
  setCardTitle(bob.doc, edit(bob), late, 'Late again');
  addComment(bob.doc, edit(bob), lamp, { id: newId(), text: 'The bulb, too' });
  const stool = addCard(bob, 'Stool');

  const versions = await holdVersions();
  const restoring = ann.who.api.collaboration.files.restore.mutate({ documentName, file });
  await versions.reached();
  type(ann, sofa, 'Carefully, ');
  await saved(ann);
  await versions.release();
  const { previousVersionId } = await restoring;
  await eventually('the screen shows it', () => cardOf(ann, sofa)?.title === 'Sofa');

  bob.provider.connect();
  await synced(bob);
  await saved(bob);
  await sameOnBothScreens();
  expect(cardOf(ann, sofa)?.title).toBe('Sofa bed');
  expect(readDescription(ann.doc, sofa)).toBe('Third floor');
  expect(cardOf(ann, lamp)).toMatchObject({ deletedAt: null, comments: [{ text: 'The bulb, too' }] });
  expect(cardOf(ann, late)).toMatchObject({ deletedAt: expect.any(String), title: 'Late again' });
  expect(cardOf(ann, stool)?.deletedAt).toBe(null);
  for (const { provider } of [ann, bob]) expect(provider.getStatus()).toMatchObject({ save: 'saved', refusal: null });
  const stored = await storedDocument(database, documentName);
  expect(contentsOf(stored)).toEqual(contentsOf(ann.doc));
  await expectRowsToFollow(database, documentName, stored);

  await ann.who.api.collaboration.versions.restore.mutate({ documentName, versionId: previousVersionId });
  await eventually('it is taken back', () => cardOf(ann, lamp)?.deletedAt !== null);
  expect(readDescription(ann.doc, sofa)).toBe('Third floor\nCarefully, by the stairs');
  const { items } = await ann.who.api.collaboration.versions.list.query({ documentName });
  expect(items.map(({ name }) => name)).toEqual(['Before taking back a restore', 'Before restoring a file']);
  await sameOnBothScreens();
});
