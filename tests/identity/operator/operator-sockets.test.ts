import type { RealtimeClientEvents, RealtimeServerEvents } from '@muster/contract/core/changes';
import { createColumn, liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../apps/server/src/core/identifiers.ts';
import { type SignedIn, signIn } from '../../support/client.ts';
import { eventually } from '../../support/eventually.ts';
import { serverOfFile } from '../../support/file-server.ts';
import { companies, person } from '../../support/fixtures.ts';
import { openReplica, type Replica, saved, synced } from '../../sync/replica.ts';
import { createOperator, keys, OperatorConsole } from './operator-console.ts';

const { database, server } = serverOfFile({ env: keys });
let console: OperatorConsole;
let admin: SignedIn;
let boardId: string;
let accessId: string;
let open: Replica[] = [];
let sockets: Socket<RealtimeServerEvents, RealtimeClientEvents>[] = [];

beforeAll(async () => {
  const operator = await createOperator(database);
  admin = await signIn(server.url, person('super_admin'));
  const policy = await admin.api.identity.securityPolicy.get.query();
  await admin.api.identity.securityPolicy.save.mutate({ ...policy, operatorImpersonation: true });
  const board = { name: 'Looked at', kind: 'team', tenantAccess: 'editor' } as const;
  ({ id: boardId } = await admin.api.work.boards.create.mutate(board));
  console = new OperatorConsole(server, database, operator);
  await console.signIn();
});

beforeEach(async () => {
  accessId = await console.enter(companies.north.id);
});

afterEach(() => {
  for (const { provider } of open) provider.destroy();
  for (const socket of sockets) socket.close();
  open = [];
  sockets = [];
});

async function openBoard(token: string): Promise<Replica> {
  const replica = openReplica(server.webSocketUrl, `board/${boardId}`, token);
  open.push(replica);
  await synced(replica);
  return replica;
}

async function openRealtime() {
  const socket: Socket<RealtimeServerEvents, RealtimeClientEvents> = io(server.url, {
    path: '/realtime',
    transports: ['websocket'],
    extraHeaders: { cookie: console.cookie, origin: server.url },
    reconnection: false,
  });
  sockets.push(socket);
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', resolve);
    socket.on('connect_error', reject);
  });
  return socket;
}

const token = () => console.cookieNamed('muster_access') ?? '';
const refusalOf = ({ provider }: Replica) => provider.getStatus().refusal?.code;
const names = ({ doc }: Replica) => liveColumns(readColumns(doc)).map((column) => column.name);

const addColumn = ({ doc }: Replica, name: string) =>
  createColumn(doc, { userId: newId(), at: new Date().toISOString(), origin: null }, { id: newId(), name });

/** Waits for what an event brings about, and prints how long it took; the half-minute recheck is far beyond the deadline. */
async function promptly(what: string, question: () => boolean): Promise<void> {
  const start = performance.now();
  await eventually(what, question, 10_000);
  globalThis.console.info(`${what} after ${Math.round(performance.now() - start)} ms`);
}

describe('an operator on a live document', () => {
  it('reads along, and writes nothing', async () => {
    const theirs = await openBoard(admin.token);
    const looking = await openBoard(token());
    addColumn(looking, 'Planted');
    addColumn(theirs, 'Real');
    await saved(theirs);
    await eventually('the real column arrives', () => names(looking).includes('Real'));
    expect(names(theirs)).not.toContain('Planted');
    expect(names(await openBoard(admin.token))).not.toContain('Planted');
  });

  it('is shown to the others as what they are', async () => {
    const theirs = await openBoard(admin.token);
    const shown = () => [...theirs.provider.awareness.getStates().values()].map(({ user }) => user?.name);
    const looking = await openBoard(token());
    looking.provider.awareness.setLocalStateField('user', { id: newId(), name: 'Somebody of yours', color: '#000000' });
    await eventually('the operator appears', () => shown().includes('Alex Operator (operator)'));
    await console.api.identity.operator.impersonate.mutate({ userId: person('mover').id, reason: 'Ticket 1' });
    const acting = await openBoard(token());
    acting.provider.awareness.setLocalStateField('cursor', 1);
    await eventually('who acts appears', () => shown().includes(`Alex Operator as ${person('mover').name}`));
  });

  it('writes while acting as somebody who may', async () => {
    await console.api.identity.operator.impersonate.mutate({ userId: person('manager').id, reason: 'Ticket 1' });
    const acting = await openBoard(token());
    addColumn(acting, 'By both');
    await saved(acting);
    expect(names(await openBoard(admin.token))).toContain('By both');
  });

  it('is written down when it opens, once', async () => {
    await openBoard(token());
    const log = await admin.api.identity.operatorAccess.log.query({ accessId, target: boardId });
    expect(log.items).toMatchObject([{ kind: 'document', target: `board/${boardId}`, entityIds: [boardId] }]);
  });
});

describe('tabs and sockets are cut', () => {
  it('when an administrator ends the stay', async () => {
    const socket = await openRealtime();
    const told = new Promise((resolve) => socket.on('signed-out', resolve));
    const looking = await openBoard(token());
    await admin.api.identity.operatorAccess.end.mutate({ id: accessId });
    await promptly('the document is closed', () => refusalOf(looking) === 'unauthenticated');
    await told;
    await promptly('the channel is closed', () => !socket.connected);
  });

  it('when the time of the stay is over', async () => {
    const socket = await openRealtime();
    const looking = await openBoard(token());
    await database.query(`update operator_access set expires_at = now() where id = $1`, [accessId]);
    await promptly('the document is closed', () => refusalOf(looking) === 'unauthenticated');
    await promptly('the channel is closed', () => !socket.connected);
  });

  it('when the policy no longer allows to act as a person; those of the stay stay open', async () => {
    const looking = await openBoard(token());
    await console.api.identity.operator.impersonate.mutate({ userId: person('manager').id, reason: 'Ticket 1' });
    const socket = await openRealtime();
    const acting = await openBoard(token());
    const policy = await admin.api.identity.securityPolicy.get.query();
    const { version } = await admin.api.identity.securityPolicy.save.mutate({
      ...policy,
      operatorImpersonation: false,
    });
    await promptly('the document is closed', () => refusalOf(acting) === 'unauthenticated');
    await promptly('the channel is closed', () => !socket.connected);
    expect(refusalOf(looking)).toBeUndefined();
    await admin.api.identity.securityPolicy.save.mutate({ ...policy, operatorImpersonation: true, version });
  });
});
