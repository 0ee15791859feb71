import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { DocumentFile } from '@muster/contract/collaboration/files';
import {
  appendDescription,
  createCard,
  deleteCard,
  setCardLabel,
  setCardTitle,
} from '@muster/contract/work/board-cards';
import { liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { addComment } from '@muster/contract/work/board-comments';
import type { BoardContents } from '@muster/contract/work/board-contents';
import { createLabel } from '@muster/contract/work/board-labels';
import { readBoardContents } from '@muster/contract/work/board-whole';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { type SignedIn, signIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { serverOfFile } from '../support/file-server.ts';
import { person } from '../support/fixtures.ts';
import { problemOf } from '../support/problem.ts';
import { openReplica, type Replica, saved, synced } from '../sync/replica.ts';

const { database, server } = serverOfFile();
let owner: SignedIn;
let documentName: string;
let boardId: string;
let screen: Replica;

beforeAll(async () => {
  owner = await signIn(server.url, person('dispatcher'));
});

beforeEach(async () => {
  ({ id: boardId, documentName } = await owner.api.work.boards.create.mutate({ name: 'Exported', kind: 'team' }));
  screen = openReplica(server.webSocketUrl, documentName, owner.token);
  await synced(screen);
  return () => screen.provider.destroy();
});

const edit = () => ({ userId: owner.userId, at: new Date().toISOString(), origin: null });

/** A card with something of every kind in it. */
function addCard({ doc }: Replica, title: string): string {
  const [id, label] = [newId(), newId()];
  createCard(doc, edit(), { id, title, columnId: liveColumns(readColumns(doc))[1]?.id ?? '' });
  appendDescription(doc, edit(), id, 'Third floor\nNo lift');
  addComment(doc, edit(), id, { id: newId(), text: 'Careful' });
  createLabel(doc, edit(), { id: label, name: 'Fragile', color: 'red' });
  setCardLabel(doc, edit(), id, label, true);
  return id;
}

const exportFile = () => owner.api.collaboration.files.export.mutate({ documentName });

/** What people see, without ids: a copy has ids of its own. */
function shown(doc: Y.Doc) {
  const { columns, labels, cards }: BoardContents = readBoardContents(doc);
  const nameOf = (entries: { id: string; name: string }[], id: string) =>
    entries.find((entry) => entry.id === id)?.name;
  const live = cards.filter((card) => !card.deletedAt);
  return live.map(({ title, description, comments, columnId, labelIds }) => ({
    title,
    description,
    comments: comments.map(({ text }) => text),
    column: nameOf(columns, columnId),
    labels: labelIds.map((id) => nameOf(labels, id)),
  }));
}

/** An update that builds on others which it does not bring. */
function partOf(source: Y.Doc): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(source));
  const before = Y.encodeStateVector(doc);
  doc.getText('notes').insert(0, 'first');
  const between = Y.encodeStateVector(doc);
  doc.getText('notes').insert(5, 'second');
  return Y.diffUpdate(Y.encodeStateAsUpdate(doc, before), between);
}

describe('a document in a file', () => {
  test('goes back in place by an edit that everybody sees and that can be taken back', async () => {
    const id = addCard(screen, 'Sofa');
    await saved(screen);
    const [file, before] = [await exportFile(), shown(screen.doc)];
    setCardTitle(screen.doc, edit(), id, 'Scratched');
    deleteCard(screen.doc, edit(), id);
    await saved(screen);
    const { previousVersionId } = await owner.api.collaboration.files.restore.mutate({ documentName, file });
    await eventually('the screen shows it', () => JSON.stringify(shown(screen.doc)) === JSON.stringify(before));
    await owner.api.collaboration.versions.restore.mutate({ documentName, versionId: previousVersionId });
    await eventually('it is taken back', () => shown(screen.doc).length === 0);
  });

  test('comes back as a board of its own, beside the one that is still there', async () => {
    addCard(screen, 'Piano');
    await saved(screen);
    const file = await exportFile();
    const copy = await owner.api.work.boards.createFromFile.mutate({ name: 'Copy', kind: 'personal', file });
    const replica = openReplica(server.webSocketUrl, copy.documentName, owner.token);
    await synced(replica);
    expect(shown(replica.doc)).toEqual(shown(screen.doc));
    const rows = (id: string) => database.query('select title from card where board_id = $1', [id]);
    await eventually('its cards are found by search and lists', async () => (await rows(copy.id)).length === 1);
    expect(await database.query('select from projection_problem')).toEqual([]);
    replica.provider.destroy();
  });

  test('comes back from a version, though what is there now cannot be read any more', async () => {
    addCard(screen, 'Harp');
    await saved(screen);
    const before = shown(screen.doc);
    const { id: versionId } = await owner.api.collaboration.versions.create.mutate({ documentName, name: 'Sound' });
    await database.query(
      `insert into document_snapshot (tenant_id, document_id, sequence, bytes)
       select tenant_id, id, 0, 'damaged' from document where name = $1`,
      [documentName],
    );
    await expect(exportFile()).rejects.toThrow();
    const file = await owner.api.collaboration.files.export.mutate({ documentName, versionId });
    const copy = await owner.api.work.boards.createFromFile.mutate({ name: 'Sound', kind: 'team', file });
    const replica = openReplica(server.webSocketUrl, copy.documentName, owner.token);
    await synced(replica);
    expect(shown(replica.doc)).toEqual(before);
    replica.provider.destroy();
  });

  test('that was changed, holds nonsense, or unpacks to too much changes nothing', async () => {
    const file = await exportFile();
    const holding = (bytes: Buffer): DocumentFile => ({
      ...file,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      content: gzipSync(bytes).toString('base64'),
    });
    const broken = [
      { ...file, sha256: '0'.repeat(64) },
      { ...file, content: 'no gzip' },
      holding(Buffer.from('no document')),
      holding(Buffer.alloc(30 * 1024 * 1024)),
      holding(Buffer.from(partOf(screen.doc))),
    ];
    for (const each of broken) {
      const restore = owner.api.collaboration.files.restore.mutate({ documentName, file: each });
      expect(await problemOf(restore)).toMatchObject({
        code: 'invalid_input',
        message: expect.stringContaining('damaged'),
      });
    }
    const { items } = await owner.api.collaboration.versions.list.query({ documentName });
    expect(items).toEqual([]);
  });

  test('that is of another kind of document changes nothing', async () => {
    const file = { ...(await exportFile()), name: `plan/${newId()}` };
    const restore = owner.api.collaboration.files.restore.mutate({ documentName, file });
    expect(await problemOf(restore)).toMatchObject({ message: expect.stringContaining('another kind') });
  });

  test('goes back only by somebody who may change the document', async () => {
    const file = await exportFile();
    const viewer = await signIn(server.url, person('mover'));
    await owner.api.work.boards.setMember.mutate({ id: boardId, userId: viewer.userId, access: 'viewer' });
    const restore = viewer.api.collaboration.files.restore.mutate({ documentName, file });
    expect(await problemOf(restore)).toMatchObject({ code: 'forbidden' });
  });
});
