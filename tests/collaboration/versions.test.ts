import {
  appendDescription,
  assign,
  createCard,
  deleteCard,
  moveCard,
  setCardTitle,
} from '@muster/contract/work/board-cards';
import { addChecklistItem } from '@muster/contract/work/board-checklist';
import { createColumn, liveColumns, readColumns, renameColumn } from '@muster/contract/work/board-columns';
import { addComment } from '@muster/contract/work/board-comments';
import { boardContentsSchema } from '@muster/contract/work/board-contents';
import { diffBoards } from '@muster/contract/work/board-diff';
import { readBoardContents } from '@muster/contract/work/board-whole';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { type SignedIn, signIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { serverOfFile } from '../support/file-server.ts';
import { person } from '../support/fixtures.ts';
import { problemOf } from '../support/problem.ts';
import { openReplica, type Replica, saved, synced } from '../sync/replica.ts';

const { server } = serverOfFile();
let owner: SignedIn;
let documentName: string;
let boardId: string;
let screen: Replica;

beforeAll(async () => {
  owner = await signIn(server.url, person('dispatcher'));
});

beforeEach(async () => {
  ({ id: boardId, documentName } = await owner.api.work.boards.create.mutate({ name: 'Moves', kind: 'team' }));
  screen = openReplica(server.webSocketUrl, documentName, owner.token);
  await synced(screen);
  return () => screen.provider.destroy();
});

const edit = () => ({ userId: owner.userId, at: new Date().toISOString(), origin: null });
const columnId = (index: number) => liveColumns(readColumns(screen.doc))[index]?.id ?? '';
const contents = () => readBoardContents(screen.doc);

function addCard(title: string): string {
  const id = newId();
  createCard(screen.doc, edit(), { id, title, columnId: columnId(0) });
  return id;
}

async function keep(name: string): Promise<string> {
  await saved(screen);
  return (await owner.api.collaboration.versions.create.mutate({ documentName, name })).id;
}

async function compareWithNow(versionId: string) {
  const compare = { documentName, fromVersionId: versionId, toVersionId: null };
  const { from, to } = await owner.api.collaboration.versions.compare.query(compare);
  return { from: boardContentsSchema.parse(from), to: boardContentsSchema.parse(to) };
}

describe('versions', () => {
  test('are listed newest first, page by page, and say who kept them', async () => {
    for (const name of ['First', 'Second', 'Third']) await keep(name);
    const page = await owner.api.collaboration.versions.list.query({ documentName, limit: 2 });
    expect(page.items.map((version) => version.name)).toEqual(['Third', 'Second']);
    expect(page.items[0]).toMatchObject({
      automatic: false,
      createdByName: 'dispatcher of north',
      createdById: owner.userId,
    });
    const cursor = page.nextCursor ?? '';
    const next = await owner.api.collaboration.versions.list.query({ documentName, limit: 2, cursor });
    expect(next).toMatchObject({ items: [{ name: 'First' }], nextCursor: null });
  });

  test('compare with each other and with the present', async () => {
    const sofa = addCard('Sofa');
    const version = await keep('Before');
    setCardTitle(screen.doc, edit(), sofa, 'Sofa bed');
    const lamp = addCard('Lamp');
    await saved(screen);
    const { from, to } = await compareWithNow(version);
    expect(diffBoards(from, to)).toMatchObject({
      added: [{ id: lamp, title: 'Lamp' }],
      changed: [{ id: sofa, title: 'Sofa bed' }],
    });
    expect(to).toEqual(contents());
  });

  test('are for those who may see the board, and kept or restored by those who may change it', async () => {
    const version = await keep('Mine');
    const viewer = await signIn(server.url, person('auditor'));
    const { versions } = viewer.api.collaboration;
    expect(await problemOf(versions.list.query({ documentName }))).toMatchObject({ code: 'not_found' });
    await owner.api.work.boards.setMember.mutate({ id: boardId, userId: viewer.userId, access: 'editor' });
    expect((await versions.list.query({ documentName })).items).toHaveLength(1);
    const restore = versions.restore.mutate({ documentName, versionId: version });
    expect(await problemOf(restore)).toMatchObject({ code: 'forbidden' });
    const mover = await signIn(server.url, person('mover'));
    await owner.api.work.boards.setMember.mutate({ id: boardId, userId: mover.userId, access: 'viewer' });
    const keepAsViewer = mover.api.collaboration.versions.create.mutate({ documentName, name: 'Not mine' });
    expect(await problemOf(keepAsViewer)).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('change'),
    });
  });
});

describe('restoring a version', () => {
  test('brings the board back on every open screen, and can be taken back', async () => {
    const [sofa, piano] = [addCard('Sofa'), addCard('Piano')];
    assign(screen.doc, edit(), sofa, owner.userId);
    appendDescription(screen.doc, edit(), sofa, 'Third floor\nNo lift');
    addChecklistItem(screen.doc, edit(), sofa, { id: newId(), text: 'Blankets' });
    const version = await keep('Good');
    const good = contents();

    setCardTitle(screen.doc, edit(), sofa, 'Sofa, broken');
    appendDescription(screen.doc, edit(), sofa, 'Scratched');
    addComment(screen.doc, edit(), sofa, { id: newId(), text: 'Oh no' });
    moveCard(screen.doc, edit(), sofa, { columnId: columnId(1) });
    deleteCard(screen.doc, edit(), piano);
    renameColumn(screen.doc, edit(), columnId(0), 'Renamed');
    createColumn(screen.doc, edit(), { id: newId(), name: 'Later' });
    const later = addCard('Later');
    await saved(screen);
    const worse = contents();

    const restored = await owner.api.collaboration.versions.restore.mutate({ documentName, versionId: version });
    await eventually(
      'the screen shows the restored board',
      () => contents().cards.find((card) => card.id === later)?.deletedAt,
    );
    const live = (board: typeof good) => ({
      columns: board.columns.filter((column) => !column.deletedAt),
      cards: board.cards.filter((card) => !card.deletedAt).sort((a, b) => (a.id < b.id ? -1 : 1)),
    });
    expect(live(contents())).toEqual(live(good));

    await owner.api.collaboration.versions.restore.mutate({ documentName, versionId: restored.previousVersionId });
    await eventually(
      'the restore is taken back',
      () => contents().cards.find((card) => card.id === later)?.deletedAt === null,
    );
    expect(live(contents())).toEqual(live(worse));
    const { items } = await owner.api.collaboration.versions.list.query({ documentName });
    expect(items.map(({ name, automatic }) => [name, automatic])).toEqual([
      ['Before taking back a restore', true],
      ['Before restoring “Good”', true],
      ['Good', false],
    ]);
  });

  test('keeps what somebody types while it happens', async () => {
    const sofa = addCard('Sofa');
    const version = await keep('Before');
    setCardTitle(screen.doc, edit(), sofa, 'Sofa in the blue room');
    await saved(screen);
    screen.provider.disconnect();
    setCardTitle(screen.doc, edit(), sofa, 'Big Sofa in the blue room');
    await owner.api.collaboration.versions.restore.mutate({ documentName, versionId: version });
    screen.provider.connect();
    await saved(screen);
    await eventually('both are merged', () => contents().cards[0]?.title === 'Big Sofa');
  });
});
