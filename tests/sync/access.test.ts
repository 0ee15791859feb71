import { createColumn, liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { type SignedIn, signIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { serverOfFile } from '../support/file-server.ts';
import { companies, person } from '../support/fixtures.ts';
import { openReplica, type Replica, saved, synced } from './replica.ts';

const { database, server } = serverOfFile();
let owner: SignedIn;
let boardId: string;
let open: Replica[] = [];

beforeAll(async () => {
  owner = await signIn(server.url, person('dispatcher'));
});

beforeEach(async () => {
  ({ id: boardId } = await owner.api.work.boards.create.mutate({ name: 'Access', kind: 'personal' }));
});

afterEach(() => {
  for (const { provider } of open) provider.destroy();
  open = [];
});

function openBoard({ token }: SignedIn): Replica {
  const replica = openReplica(server.webSocketUrl, `board/${boardId}`, token);
  open.push(replica);
  return replica;
}

async function openSynced(who: SignedIn): Promise<Replica> {
  const replica = openBoard(who);
  await synced(replica);
  return replica;
}

const invite = (userId: string, access: 'viewer' | 'editor' | null) =>
  owner.api.work.boards.setMember.mutate({ id: boardId, userId, access });

const addColumn = ({ doc }: Replica, name: string) =>
  createColumn(doc, { userId: owner.userId, at: new Date().toISOString(), origin: null }, { id: newId(), name });

const columnNames = ({ doc }: Replica) => liveColumns(readColumns(doc)).map((column) => column.name);

/**
 * Waits for what an event brings about, and prints how many milliseconds it took. The deadline lies far below the half
 * minute after which access is looked at anyway, so only the event can have done it; how fast it is, the figure says.
 */
async function promptly(what: string, question: () => boolean): Promise<void> {
  const start = performance.now();
  await eventually(what, question, 10_000);
  console.info(`${what} after ${Math.round(performance.now() - start)} ms`);
}

const refusalOf = ({ provider }: Replica) => provider.getStatus().refusal?.code;

describe('opening a document', () => {
  test('needs an invitation, or is answered as if there were no such board', async () => {
    const mover = openBoard(await signIn(server.url, person('mover')));
    await eventually('the stranger is refused', () => refusalOf(mover) === 'not_found');
    expect(columnNames(mover)).toEqual([]);
  });

  test('of another company is answered as if there were no such board', async () => {
    const stranger = openBoard(await signIn(server.url, person('super_admin', 'south')));
    await eventually('the stranger is refused', () => refusalOf(stranger) === 'not_found');
  });

  test('needs somebody who is signed in', async () => {
    const nobody = openReplica(server.webSocketUrl, `board/${boardId}`, 'no token of anybody');
    open.push(nobody);
    await eventually('nobody is refused', () => refusalOf(nobody) === 'unauthenticated');
  });

  test.each([
    ['of another site, with a cookie', 'https://evil.example', 'cookie'],
    ['of nowhere, with a cookie', undefined, 'cookie'],
    ['of another site, with a token', 'https://evil.example', 'token'],
  ])('from a page %s is refused', async (_name, origin, proof) => {
    const query = proof === 'token' ? `?token=${owner.token}` : '';
    const socket = new WebSocket(`${server.webSocketUrl}/sync/board/${boardId}${query}`, {
      ...(origin && { origin }),
      ...(proof === 'cookie' && { headers: { cookie: `muster_session=${owner.token}` } }),
    });
    const code = await new Promise((resolve) => socket.on('close', resolve));
    expect(code).toBe(4403);
  });
});

describe('a viewer', () => {
  test('sees every change, and is told that their own are not taken', async () => {
    const mover = await signIn(server.url, person('mover'));
    await invite(mover.userId, 'viewer');
    const [editor, viewer] = [await openSynced(owner), await openSynced(mover)];
    expect(viewer.provider.getStatus().access).toBe('read');
    addColumn(viewer, 'Not mine to add');
    await eventually('the viewer is refused', () => refusalOf(viewer) === 'read_only');
    addColumn(editor, 'Seen by all');
    await eventually('the viewer sees it', () => columnNames(viewer).includes('Seen by all'));
    await saved(editor);
    expect(columnNames(editor)).not.toContain('Not mine to add');
    expect(viewer.provider.getStatus().save).toBe('waiting');
    expect(columnNames(await openSynced(owner))).toEqual(columnNames(editor));
  });

  test('whose invitation grows can write at once, also what was refused before', async () => {
    const mover = await signIn(server.url, person('mover'));
    await invite(mover.userId, 'viewer');
    const replica = await openSynced(mover);
    addColumn(replica, 'Too early');
    await eventually('the viewer is refused', () => refusalOf(replica) === 'read_only');
    await invite(mover.userId, 'editor');
    await promptly('access grows', () => replica.provider.getStatus().access === 'write');
    await saved(replica);
    expect(columnNames(await openSynced(owner))).toContain('Too early');
  });
});

describe('an open document is closed at once', () => {
  const cutBy: [string, string, (who: SignedIn) => Promise<unknown>][] = [
    ['the invitation is withdrawn', 'no_access', ({ userId }) => invite(userId, null)],
    ['the board is deleted', 'no_access', () => owner.api.work.boards.delete.mutate({ id: boardId, version: 1 })],
    ['the person signs out', 'unauthenticated', ({ api }) => api.identity.signOut.mutate()],
    [
      'the account is switched off',
      'unauthenticated',
      async ({ userId }) => {
        const admin = await signIn(server.url, person('super_admin'));
        const { items } = await admin.api.identity.users.list.query({ limit: 200 });
        const version = items.find((user) => user.id === userId)?.version ?? 0;
        return admin.api.identity.users.setStatus.mutate({ id: userId, status: 'deactivated', version });
      },
    ],
  ];

  test.each(cutBy)('when %s', async (_name, code, cut) => {
    const mover = await signIn(server.url, person('mover'));
    await invite(mover.userId, 'editor');
    const replica = await openSynced(mover);
    await cut(mover);
    const isCut = () => refusalOf(replica) === code && !replica.provider.wsconnected;
    await promptly('the connection is cut', isCut);
  });
});

test('what was done offline on a board that was deleted meanwhile is refused with the reason, and saved once it is restored', async () => {
  const away = await openSynced(owner);
  away.provider.disconnect();
  addColumn(away, 'Written offline');
  await owner.api.work.boards.delete.mutate({ id: boardId, version: 1 });
  away.provider.connect();
  await eventually('the board is not there', () => refusalOf(away) === 'not_found');
  expect(away.provider.getStatus()).toMatchObject({
    save: 'waiting',
    refusal: { reason: expect.stringMatching(/.+/) },
  });
  await owner.api.work.boards.restore.mutate({ id: boardId });
  away.provider.connect();
  await saved(away);
  expect(columnNames(await openSynced(owner))).toContain('Written offline');
});

/** Events of another company that nobody was told yet, with ids as if they had happened long ago. */
async function letEventsWait(count: number): Promise<void> {
  await database.query(
    `insert into outbox_event (tenant_id, id, type, payload)
     select $1, ('00000000' || substr(gen_random_uuid()::text, 9))::uuid, 'records.customer.changed', '{"entity": "records.customer", "ids": []}'
     from generate_series(1, $2)`,
    [companies.south.id, count],
  );
}

async function waitingEvents(): Promise<number> {
  const [row] = await database.query<{ waiting: string }>(
    'select count(*) as waiting from outbox_event where published_sequence is null',
  );
  return Number(row?.waiting);
}

describe('however many events wait to be told', () => {
  test('a lost right comes first', async () => {
    const guest = await signIn(server.url, person('support'));
    await invite(guest.userId, 'editor');
    const theirs = await openSynced(guest);
    await letEventsWait(10_000);
    await invite(guest.userId, null);
    await promptly('the guest is shown out', () => refusalOf(theirs) === 'no_access');
    expect(await waitingEvents()).toBeGreaterThan(0);
    await eventually('the others were told, too', async () => (await waitingEvents()) === 0, 60_000);
  });
});

describe('a client that sends nonsense', () => {
  test('is closed with a reason, and nobody else notices', async () => {
    const neighbour = await openSynced(owner);
    const socket = new WebSocket(`${server.webSocketUrl}/sync/board/${boardId}?token=${owner.token}`);
    await new Promise((resolve) => socket.on('open', resolve));
    const closed = new Promise((resolve) => socket.on('close', (code, reason) => resolve([code, reason.toString()])));
    socket.send(Uint8Array.of(0, 2, 250, 1, 2, 3));
    expect(await closed).toEqual([4400, expect.stringMatching(/.+/)]);
    addColumn(neighbour, 'Undisturbed');
    await saved(neighbour);
    expect(neighbour.provider.getStatus()).toMatchObject({ connection: 'online', refusal: null });
  });
});
