import {
  type BoardAccess,
  type BoardDetails,
  boardAccessSchema,
  boardKindSchema,
  tenantAccessSchema,
} from '@muster/contract/work/boards';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { type SignedIn, signIn } from '../support/client.ts';
import { serverOfFile } from '../support/file-server.ts';
import { companies, person } from '../support/fixtures.ts';
import { problemOf } from '../support/problem.ts';

const { database, server } = serverOfFile();
let dispatcher: SignedIn;
let mover: SignedIn;
let manager: SignedIn;
let viewer: SignedIn;

beforeAll(async () => {
  const all = ['dispatcher', 'mover', 'manager', 'viewer'].map((role) => signIn(server.url, person(role)));
  [dispatcher, mover, manager, viewer] = (await Promise.all(all)) as [SignedIn, SignedIn, SignedIn, SignedIn];
});

const newBoard = (change = {}) =>
  ({ name: 'Trucks of the north', kind: 'team', tenantAccess: 'none', ...change }) as const;

describe('making a board', () => {
  test('lays down its columns, and the maker owns it', async () => {
    const board = await dispatcher.api.work.boards.create.mutate(newBoard({ columns: ['À faire', 'Fait'] }));
    expect(board).toMatchObject({ access: 'owner', version: 1, documentName: `board/${board.id}`, deletedAt: null });
    expect(board.members).toEqual([
      { userId: dispatcher.userId, name: 'dispatcher of north', color: expect.any(String), access: 'owner' },
    ]);
    const columns = await database.query('select name from board_column where board_id = $1 order by position', [
      board.id,
    ]);
    expect(columns).toEqual([{ name: 'À faire' }, { name: 'Fait' }]);
  });

  test('twice with one id makes one board, also at the same moment', async () => {
    const id = newId();
    const create = () => dispatcher.api.work.boards.create.mutate(newBoard({ id }));
    const [first, second] = await Promise.all([create(), create()]);
    expect(second).toEqual(first);
    expect(await create()).toEqual(first);
    expect(await database.query('select count(*)::int from document where name = $1', [`board/${id}`])).toEqual([
      { count: 1 },
    ]);
  });

  test('with somebody else’s id is refused, and does not say whose it is', async () => {
    const { id } = await dispatcher.api.work.boards.create.mutate(newBoard());
    const stranger = await signIn(server.url, person('dispatcher', 'south'));
    for (const { api } of [mover, stranger]) {
      expect(await problemOf(api.work.boards.create.mutate(newBoard({ id })))).toMatchObject({ code: 'invalid_input' });
    }
  });

  test('needs the permission', async () => {
    expect(await problemOf(viewer.api.work.boards.create.mutate(newBoard()))).toMatchObject({ code: 'forbidden' });
  });
});

describe('sharing', () => {
  test('decides who sees a board and what they may do', async () => {
    const { id } = await dispatcher.api.work.boards.create.mutate(newBoard({ kind: 'personal' }));
    const accessOf = async ({ api }: SignedIn) =>
      (await api.work.boards.list.query({ limit: 200 })).items.find((board) => board.id === id)?.access ?? null;
    expect(await Promise.all([mover, manager, viewer].map(accessOf))).toEqual([null, null, null]);

    await dispatcher.api.work.boards.setMember.mutate({ id, userId: mover.userId, access: 'editor' });
    await dispatcher.api.work.boards.setSharing.mutate({ id, tenantAccess: 'editor', version: 1 });
    // A role that only reads is told that it only reads.
    expect(await Promise.all([mover, manager, viewer].map(accessOf))).toEqual(['editor', 'editor', 'viewer']);

    await dispatcher.api.work.boards.setSharing.mutate({ id, tenantAccess: 'none', version: 2 });
    await dispatcher.api.work.boards.setMember.mutate({ id, userId: mover.userId, access: null });
    expect(await Promise.all([mover, manager, viewer].map(accessOf))).toEqual([null, null, null]);
    expect(await problemOf(mover.api.work.boards.get.query({ id }))).toMatchObject({ code: 'not_found' });
  });

  test('is the owner’s alone', async () => {
    const { id } = await dispatcher.api.work.boards.create.mutate(newBoard({ tenantAccess: 'editor' }));
    const share = mover.api.work.boards.setSharing.mutate({ id, tenantAccess: 'none', version: 1 });
    expect(await problemOf(share)).toMatchObject({
      code: 'forbidden',
      message: 'You are not allowed to share this board.',
    });
    const ownersAccess = { id, userId: dispatcher.userId, access: 'viewer' } as const;
    await manager.api.work.boards.rename.mutate({ id, name: 'Renamed', version: 1 });
    expect(await problemOf(dispatcher.api.work.boards.setMember.mutate(ownersAccess))).toMatchObject({
      code: 'invalid_input',
    });
  });

  test('with somebody who does not exist here is refused', async () => {
    const { id } = await dispatcher.api.work.boards.create.mutate(newBoard());
    const userId = person('viewer', 'south').id;
    const invite = dispatcher.api.work.boards.setMember.mutate({ id, userId, access: 'viewer' });
    expect(await problemOf(invite)).toMatchObject({ code: 'not_found' });
  });
});

describe('changing a board', () => {
  test('for an older version tells who changed what since, and changes nothing', async () => {
    const { id } = await dispatcher.api.work.boards.create.mutate(newBoard({ tenantAccess: 'editor' }));
    await mover.api.work.boards.rename.mutate({ id, name: 'Fleet', version: 1 });
    const problem = await problemOf(dispatcher.api.work.boards.rename.mutate({ id, name: 'Trucks', version: 1 }));
    expect(problem).toMatchObject({
      code: 'version_conflict',
      conflict: {
        currentVersion: 2,
        changes: [{ actorName: 'mover of north', action: 'work.board.renamed', fields: ['name'] }],
      },
    });
    expect(await dispatcher.api.work.boards.get.query({ id })).toMatchObject({ name: 'Fleet', version: 2 });
  });

  test('writes the audit entry and the event with it', async () => {
    const { id } = await dispatcher.api.work.boards.create.mutate(newBoard());
    await dispatcher.api.work.boards.rename.mutate({ id, name: 'Vans', version: 1 });
    const entries = await database.query(
      'select action, before, after, version from audit_entry where entity_id = $1 order by id',
      [id],
    );
    expect(entries.at(-1)).toEqual({
      action: 'work.board.renamed',
      before: { name: 'Trucks of the north' },
      after: { name: 'Vans' },
      version: 2,
    });
    const events = await database.query(
      "select type, actor_id from outbox_event where payload->'ids' ? $1 order by id",
      [id],
    );
    expect(events).toContainEqual({ type: 'work.board.renamed', actor_id: dispatcher.userId });
  });
});

describe('deleting a board', () => {
  test('hides it from everyone until its owner restores it', async () => {
    const { id } = await dispatcher.api.work.boards.create.mutate(newBoard({ tenantAccess: 'editor' }));
    expect(await problemOf(manager.api.work.boards.delete.mutate({ id, version: 1 }))).toMatchObject({
      code: 'forbidden',
    });
    await dispatcher.api.work.boards.delete.mutate({ id, version: 1 });

    const idsFor = async ({ api }: SignedIn, deleted: boolean) =>
      (await api.work.boards.list.query({ deleted, limit: 200 })).items.map((board) => board.id);
    expect(await idsFor(dispatcher, false)).not.toContain(id);
    expect(await idsFor(mover, true)).not.toContain(id);
    expect(await idsFor(dispatcher, true)).toContain(id);
    expect(await problemOf(mover.api.work.boards.get.query({ id }))).toMatchObject({ code: 'not_found' });
    expect(await problemOf(mover.api.work.boards.restore.mutate({ id }))).toMatchObject({ code: 'not_found' });

    expect(await dispatcher.api.work.boards.restore.mutate({ id })).toEqual({ version: 3 });
    expect(await idsFor(mover, false)).toContain(id);
  });
});

describe('the list', () => {
  test('pages through all boards once, the latest changed first, and finds names as they are written', async () => {
    const names = Array.from({ length: 7 }, (_, index) => `100%_sure ${index}`);
    for (const name of names) await dispatcher.api.work.boards.create.mutate(newBoard({ name, kind: 'personal' }));
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await dispatcher.api.work.boards.list.query({
        search: '100%_SURE',
        kind: 'personal',
        limit: 3,
        cursor,
      });
      found.push(...page.items.map((board) => board.name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(found).toEqual(names.toReversed());
    expect((await dispatcher.api.work.boards.list.query({ search: '100x_sure' })).items).toEqual([]);
  });

  test('agrees with the policy for every combination of kind, share and invitation', async () => {
    const make = async (
      name: string,
      board: Pick<BoardDetails, 'kind' | 'tenantAccess'>,
      access: BoardAccess | null,
    ) => {
      const { id } = await dispatcher.api.work.boards.create.mutate({ name, ...board });
      const invite = ({ userId }: SignedIn) => dispatcher.api.work.boards.setMember.mutate({ id, userId, access });
      if (access) await Promise.all([mover, viewer].map(invite));
    };
    const made: Promise<void>[] = [];
    for (const kind of boardKindSchema.options) {
      for (const tenantAccess of tenantAccessSchema.options) {
        for (const access of [null, ...boardAccessSchema.options])
          made.push(make(access ?? 'none', { kind, tenantAccess }, access));
      }
    }
    await Promise.all(made);
    const boards = await database.query<{ id: string }>(`select id from board where tenant_id = $1`, [
      companies.north.id,
    ]);
    for (const who of [mover, viewer, manager]) {
      const listed = (await who.api.work.boards.list.query({ limit: 200 })).items;
      const details = await Promise.all(
        boards.map(({ id }) => who.api.work.boards.get.query({ id }).catch(() => null)),
      );
      for (const [index, { id }] of boards.entries()) {
        const shown = details[index];
        const readable = shown?.deletedAt === null ? shown.access : undefined;
        expect(listed.find((board) => board.id === id)?.access).toBe(readable);
      }
    }
  });
});
