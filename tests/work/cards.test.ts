import { readCard } from '@muster/contract/work/board-card-read';
import { assign, setCardTitle } from '@muster/contract/work/board-cards';
import { liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { createLabel, updateLabel } from '@muster/contract/work/board-labels';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { type SignedIn, signIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { serverOfFile } from '../support/file-server.ts';
import { person } from '../support/fixtures.ts';
import { problemOf } from '../support/problem.ts';
import { openReplica, type Replica, synced } from '../sync/replica.ts';

const { database, server } = serverOfFile();
let owner: SignedIn;
let mover: SignedIn;
let boardId: string;
let screen: Replica;

beforeAll(async () => {
  owner = await signIn(server.url, person('dispatcher'));
  mover = await signIn(server.url, person('mover'));
});

beforeEach(async () => {
  const board = await owner.api.work.boards.create.mutate({ name: 'Moves', kind: 'team', tenantAccess: 'viewer' });
  boardId = board.id;
  screen = openReplica(server.webSocketUrl, board.documentName, owner.token);
  await synced(screen);
  return () => screen.provider.destroy();
});

const columnId = (index: number) => liveColumns(readColumns(screen.doc))[index]?.id ?? '';
const edit = () => ({ userId: owner.userId, at: new Date().toISOString(), origin: null });
const create = (title: string, more = {}) => owner.api.work.cards.create.mutate({ boardId, title, ...more });
const orderIn = async (column: number) => {
  const { items } = await owner.api.work.cards.list.query({ boardId, columnId: columnId(column) });
  return items.toSorted((a, b) => (a.position < b.position ? -1 : 1)).map((card) => card.title);
};

describe('a card made by a call', () => {
  test('is on every open screen and in the rows', async () => {
    const labelId = newId();
    createLabel(screen.doc, edit(), { id: labelId, name: 'Fragile', color: 'red' });
    const input = {
      description: 'Two floors\nNo lift',
      dueAt: '2026-12-01',
      assigneeIds: [mover.userId],
      labelIds: [labelId],
    };
    await eventually('the label is stored', async () => {
      const [row] = await database.query('select last_sequence::int as last from document where name = $1', [
        `board/${boardId}`,
      ]);
      return Number(row?.last) > 1;
    });
    const card = await create('Grand piano', input);
    expect(card).toMatchObject({
      boardName: 'Moves',
      columnName: 'To do',
      title: 'Grand piano',
      description: 'Two floors\nNo lift',
      dueAt: '2026-12-01',
      assigneeIds: [mover.userId],
      labels: ['Fragile'],
      createdById: owner.userId,
    });
    await eventually('the screen shows it', () => readCard(screen.doc, card.id)?.title === 'Grand piano');
    updateLabel(screen.doc, edit(), labelId, { name: 'Handle with care' });
    await eventually('the rows follow the label', async () => {
      const { labels } = await owner.api.work.cards.get.query({ id: card.id });
      return labels.includes('Handle with care');
    });
  });

  test('twice with one id is one card', async () => {
    const id = newId();
    const [first, second] = await Promise.all([create('Once', { id }), create('Once', { id })]);
    expect(second).toEqual(first);
    expect(await orderIn(0)).toEqual(['Once']);
  });

  test('needs the right to edit the board, an existing column, and an id of its own', async () => {
    expect(await problemOf(mover.api.work.cards.create.mutate({ boardId, title: 'No' }))).toMatchObject({
      code: 'forbidden',
      message: 'You are not allowed to change the cards of this board.',
    });
    expect(await problemOf(create('Nowhere', { columnId: newId() }))).toMatchObject({ code: 'not_found' });
    const { id } = await create('Here');
    const other = await owner.api.work.boards.create.mutate({ name: 'Other', kind: 'team' });
    const taken = owner.api.work.cards.create.mutate({ boardId: other.id, id, title: 'There' });
    expect(await problemOf(taken)).toMatchObject({ code: 'invalid_input' });
  });

  test('is in the audit log', async () => {
    const { id } = await create('Audited');
    await owner.api.work.cards.move.mutate({ boardId, cardId: id, columnId: columnId(1) });
    const entries = await database.query(
      'select action, before, after from audit_entry where entity_id = $1 order by id',
      [id],
    );
    expect(entries).toMatchObject([
      { action: 'work.card.created', after: { title: 'Audited' } },
      { action: 'work.card.moved', before: { columnId: columnId(0) }, after: { columnId: columnId(1) } },
    ]);
  });
});

describe('a card moved by a call', () => {
  test('goes above another, to the top or to the bottom', async () => {
    const [a, b] = [await create('A'), await create('B')];
    const c = await create('C', { position: 'top' });
    expect(await orderIn(0)).toEqual(['C', 'A', 'B']);
    const move = (cardId: string, place = {}) =>
      owner.api.work.cards.move.mutate({ boardId, cardId, columnId: columnId(0), ...place });
    await move(b.id, { beforeCardId: a.id });
    expect(await orderIn(0)).toEqual(['C', 'B', 'A']);
    await move(c.id);
    expect(await orderIn(0)).toEqual(['B', 'A', 'C']);
    await move(a.id, { beforeCardId: b.id });
    expect(await orderIn(0)).toEqual(['A', 'B', 'C']);
    await eventually('the screen shows the same', () => readCard(screen.doc, a.id)?.columnId === columnId(0));
    expect(await problemOf(move(newId()))).toMatchObject({ code: 'not_found' });
    expect(await problemOf(move(a.id, { beforeCardId: newId() }))).toMatchObject({ code: 'not_found' });
  });

  test('at the same moment by many people is at one place, and none is lost', async () => {
    const cards = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((title) => create(title)));
    const moves = cards.flatMap(({ id }) =>
      [0, 1, 2].map((column) => ({ boardId, cardId: id, columnId: columnId(column) })),
    );
    await Promise.all(moves.map((move) => owner.api.work.cards.move.mutate(move)));
    const { items } = await owner.api.work.cards.list.query({ boardId });
    expect(items.map((card) => card.title).sort()).toEqual(['A', 'B', 'C', 'D', 'E']);
    for (const card of items) expect(readCard(screen.doc, card.id)?.columnId).toBe(card.columnId);
  });
});

describe('cards that others look for', () => {
  test('are found by their words, in any case, only where the person may look', async () => {
    const secret = await owner.api.work.boards.create.mutate({ name: 'Private Zanzibar', kind: 'personal' });
    await owner.api.work.cards.create.mutate({ boardId: secret.id, title: 'Zanzibar secret' });
    const open = await create('Move to Zanzibar');
    const described = await create('Crate', { description: 'for ZANZIBAR, 100%' });
    const mine = await owner.api.work.search.query({ query: 'zanzibar' });
    expect(mine.boards.map((board) => board.name)).toEqual(['Private Zanzibar']);
    expect(mine.cards.map((card) => card.title).sort()).toEqual(['Crate', 'Move to Zanzibar', 'Zanzibar secret']);
    const theirs = await mover.api.work.search.query({ query: 'zanzibar' });
    expect(theirs.boards).toEqual([]);
    expect(theirs.cards.map((card) => card.id).sort()).toEqual([open.id, described.id].sort());
    expect((await mover.api.work.search.query({ query: '100%' })).cards).toHaveLength(1);
    expect((await mover.api.work.search.query({ query: '0_%' })).cards).toEqual([]);
  });

  test('are mine when they are assigned to me and open, by due date', async () => {
    const assigneeIds = [mover.userId];
    const [later, never, soon] = [
      await create('Later', { assigneeIds, dueAt: '2027-05-01' }),
      await create('Whenever', { assigneeIds }),
      await create('Soon', { assigneeIds, dueAt: '2026-11-30' }),
    ];
    const hidden = await owner.api.work.boards.create.mutate({ name: 'Hidden', kind: 'personal' });
    await owner.api.work.cards.create.mutate({ boardId: hidden.id, title: 'Not to be seen', assigneeIds });
    const own = new Set([later.id, never.id, soon.id]);
    const { items } = await mover.api.work.cards.mine.query({ limit: 200 });
    expect(items.filter((card) => own.has(card.id)).map((card) => card.title)).toEqual(['Soon', 'Later', 'Whenever']);
    expect(items.map((card) => card.title)).not.toContain('Not to be seen');
  });

  test('page through completely', async () => {
    const titles = ['1', '2', '3', '4', '5'];
    for (const title of titles) await create(title);
    const first = await owner.api.work.cards.list.query({ boardId, limit: 3 });
    const second = await owner.api.work.cards.list.query({ boardId, limit: 3, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map((card) => card.title)).toEqual(titles);
    expect(second.nextCursor).toBeNull();
  });
});

describe('notifications', () => {
  const notificationsOf = async ({ api }: SignedIn) =>
    (await api.identity.notifications.list.query({ limit: 200 })).items;

  test('tell a person once of a card that somebody gave them on an open screen', async () => {
    const { id } = await create('Wardrobe');
    assign(screen.doc, edit(), id, mover.userId);
    const about = async () =>
      (await notificationsOf(mover)).filter(({ payload }) => 'cardId' in payload && payload.cardId === id);
    await eventually('the notification arrives', async () => (await about()).length > 0);
    setCardTitle(screen.doc, edit(), id, 'Wardrobe, oak');
    await eventually(
      'the row follows',
      async () => (await owner.api.work.cards.get.query({ id })).title === 'Wardrobe, oak',
    );
    expect(await about()).toMatchObject([
      {
        kind: 'card.assigned',
        readAt: null,
        payload: { actorName: 'dispatcher of north', boardId, boardName: 'Moves', cardTitle: 'Wardrobe' },
      },
    ]);
  });

  test('are not sent to oneself, nor to somebody who may not see the board', async () => {
    const hidden = await owner.api.work.boards.create.mutate({ name: 'Hidden', kind: 'personal' });
    const input = { boardId: hidden.id, title: 'Quiet', assigneeIds: [owner.userId, mover.userId] };
    const { id } = await owner.api.work.cards.create.mutate(input);
    await eventually('both events were published', async () => {
      const rows = await database.query(
        `select 1 from outbox_event where type = 'work.card.assigned' and payload->'ids' ? $1 and published_at is not null`,
        [id],
      );
      return rows.length === 2;
    });
    for (const who of [owner, mover]) {
      expect(
        (await notificationsOf(who)).filter(({ payload }) => 'cardId' in payload && payload.cardId === id),
      ).toEqual([]);
    }
  });

  test('tell of a board that was opened to somebody, and not of a change of what they may do', async () => {
    const { id } = await owner.api.work.boards.create.mutate({ name: 'For you', kind: 'personal' });
    const about = async () =>
      (await notificationsOf(mover)).filter(({ payload }) => 'boardId' in payload && payload.boardId === id);
    await owner.api.work.boards.setMember.mutate({ id, userId: mover.userId, access: 'viewer' });
    await eventually('the notification arrives', async () => (await about()).length === 1);
    await owner.api.work.boards.setMember.mutate({ id, userId: mover.userId, access: 'editor' });
    await eventually('the change was published', async () => {
      const rows = await database.query(
        `select 1 from outbox_event where type = 'work.board.member_changed' and payload->'ids' ? $1 and published_at is not null`,
        [id],
      );
      return rows.length === 2;
    });
    expect(await about()).toMatchObject([{ kind: 'board.shared', payload: { boardName: 'For you' } }]);
  });
});
