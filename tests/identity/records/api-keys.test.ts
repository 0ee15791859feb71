import { createColumn, liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { newId } from '../../../apps/server/src/core/identifiers.ts';
import { apiClient, type SignedIn, signIn } from '../../support/client.ts';
import { eventually } from '../../support/eventually.ts';
import { serverOfFile } from '../../support/file-server.ts';
import { person } from '../../support/fixtures.ts';
import { problemOf } from '../../support/problem.ts';
import { openReplica, type Replica, saved, synced } from '../../sync/replica.ts';

const { database, server } = serverOfFile();

type Scope =
  | 'identity:audit:read'
  | 'work:card:update'
  | 'work:board:read'
  | 'work:board:create'
  | 'identity:user:read'
  | 'identity:security:manage';

async function makeKey(scopes: Scope[], requestsPerMinute = 6000, role = 'super_admin') {
  const { api } = await signIn(server.url, person(role));
  const made = await api.identity.apiKeys.create.mutate({ name: 'Import', scopes, days: 30, requestsPerMinute });
  return { ...made, admin: api, program: apiClient(server.url, { token: made.key }) };
}

function ask(key: string, address: string): Promise<Response> {
  return fetch(`${server.url}/trpc/${address}`, { headers: { authorization: `Bearer ${key}` } });
}

function get(key: string, path = 'work.boards.list'): Promise<Response> {
  return ask(key, `${path}?input=%7B%7D`);
}

/** Lists the boards so many times in one request. */
function getBatch(key: string, calls: number): Promise<Response> {
  const each = Array.from({ length: calls }, (_, index) => index);
  const input = JSON.stringify(Object.fromEntries(each.map((index) => [index, {}])));
  return ask(key, `${each.map(() => 'work.boards.list').join()}?batch=1&input=${encodeURIComponent(input)}`);
}

describe('a key', () => {
  it('is told once, kept as a hash only, and found by its prefix', async () => {
    const { id, key, admin } = await makeKey(['work:board:read']);
    expect(key).toMatch(/^mk_[0-9a-f]{8}_[A-Za-z0-9_-]{43}$/);
    const listed = (await admin.identity.apiKeys.list.query()).find((each) => each.id === id);
    expect(listed).toMatchObject({
      name: 'Import',
      prefix: key.slice(0, 11),
      scopes: ['work:board:read'],
      lastUsedAt: null,
    });
    const secret = key.slice(12);
    expect(JSON.stringify(listed)).not.toContain(secret);
    const rows = await database.query('select k::text from api_key k union all select a::text from audit_entry a');
    expect(JSON.stringify(rows)).not.toContain(secret);
    await expect(database.query('begin; set local role muster_app; select secret_hash from api_key')).rejects.toThrow(
      /permission denied/,
    );
    await database.query('rollback');
  });

  it('does what its scopes say in the name of its person, and nothing else', async () => {
    const { id, program, admin } = await makeKey(['work:board:read', 'work:board:create']);
    const board = await program.work.boards.create.mutate({ name: 'By program', kind: 'team', tenantAccess: 'none' });
    const { items } = await admin.identity.audit.list.query({ entity: 'work.board' });
    expect(items.find(({ entityId }) => entityId === board.id)).toMatchObject({
      actorId: person('super_admin').id,
      actorName: `${person('super_admin').name} (Import)`,
    });
    expect((await problemOf(program.identity.users.list.query({}))).code).toBe('forbidden');
    expect((await problemOf(program.identity.me.query())).code).toBe('forbidden');
    const listed = (await admin.identity.apiKeys.list.query()).find((each) => each.id === id);
    expect(listed?.lastUsedAt).toBeTruthy();
  });

  it('cannot hold what its maker does not hold, nor sessions', async () => {
    const role = `(select id from role where key = 'manager' and tenant_id = (select tenant_id from "user" where id = $1))`;
    const manager = person('manager');
    await database.query(
      `insert into role_permission (tenant_id, role_id, permission) select tenant_id, ${role}, 'identity:security:manage' from "user" where id = $1`,
      [manager.id],
    );
    await server.restart();
    const { api } = await signIn(server.url, manager);
    const input = { name: 'Wide', days: 1 };
    const wide = api.identity.apiKeys.create.mutate({ ...input, scopes: ['identity:pay:read'] });
    expect((await problemOf(wide)).code).toBe('forbidden');
    const sessions = api.identity.apiKeys.create.mutate({ ...input, scopes: ['identity:session:manage'] });
    expect((await problemOf(sessions)).code).toBe('invalid_input');
    const others = await signIn(server.url, person('dispatcher'));
    expect((await problemOf(others.api.identity.apiKeys.list.query())).code).toBe('forbidden');
  });

  it('loses at once what its maker loses', async () => {
    const { key, admin } = await makeKey(['work:board:read', 'identity:user:read'], 6000, 'c_suite');
    expect((await get(key, 'identity.users.list')).status).toBe(200);
    const roles = await admin.identity.roles.list.query();
    const viewer = roles.find((role) => role.key === 'customer');
    const top = await signIn(server.url, person('super_admin'));
    const { items } = await top.api.identity.users.list.query({ search: person('c_suite').email });
    await top.api.identity.roles.assign.mutate({
      userId: person('c_suite').id,
      roleIds: [viewer?.id ?? ''],
      version: items[0]?.version ?? 1,
    });
    await expect.poll(async () => (await get(key, 'identity.users.list')).status).toBe(403);
    await database.query(`update "user" set status = 'deactivated' where id = $1`, [person('c_suite').id]);
    expect((await get(key)).status).toBe(401);
  });

  it('never does what asks for a fresh sign-in, so that none makes another', async () => {
    const { program } = await makeKey(['identity:security:manage']);
    const another = program.identity.apiKeys.create.mutate({
      name: 'Child',
      scopes: ['identity:security:manage'],
      days: 1,
    });
    expect((await problemOf(another)).code).toBe('step_up');
    expect((await program.identity.apiKeys.list.query()).length).toBeGreaterThan(0);
  });

  it('ends when it is revoked or over, and is nothing when it was changed', async () => {
    const { id, key, admin } = await makeKey(['work:board:read']);
    const swapped = `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`;
    expect((await get(swapped)).status).toBe(401);
    expect((await get(key)).status).toBe(200);
    await database.query(`update api_key set expires_at = now() - interval '1 second' where id = $1`, [id]);
    expect((await get(key)).status).toBe(401);
    await database.query(`update api_key set expires_at = now() + interval '1 day' where id = $1`, [id]);
    await admin.identity.apiKeys.revoke.mutate({ id });
    expect((await get(key)).status).toBe(401);
    const { items } = await admin.identity.audit.list.query({ entity: 'identity.api_key' });
    expect(items.slice(0, 2).map(({ action }) => action)).toEqual([
      'identity.api_key.revoked',
      'identity.api_key.created',
    ]);
  });
});

describe('a key on other routes', () => {
  let open: Replica[] = [];

  afterEach(() => {
    for (const { provider } of open) provider.destroy();
    open = [];
  });

  async function boardOf(admin: SignedIn['api']) {
    return (await admin.work.boards.create.mutate({ name: 'Of a program', kind: 'personal' })).id;
  }

  function openBoard(boardId: string, key: string): Replica {
    const replica = openReplica(server.webSocketUrl, `board/${boardId}`, key);
    open.push(replica);
    return replica;
  }

  it('writes a live document, or only reads it without the scope for that', async () => {
    const writer = await makeKey(['work:board:read', 'work:card:update']);
    const reader = await makeKey(['work:board:read']);
    const boardId = await boardOf(writer.admin);
    const [writing, reading] = [openBoard(boardId, writer.key), openBoard(boardId, reader.key)];
    await Promise.all([synced(writing), synced(reading)]);
    expect(writing.provider.getStatus().access).toBe('write');
    expect(reading.provider.getStatus().access).toBe('read');
    const column = { id: newId(), name: 'By a program' };
    createColumn(writing.doc, { userId: person('super_admin').id, at: new Date().toISOString(), origin: null }, column);
    await saved(writing);
    await eventually('the reader sees it', () =>
      liveColumns(readColumns(reading.doc)).some(({ name }) => name === column.name),
    );
  });

  it('is cut off from it when the key is revoked', async () => {
    const { id, key, admin } = await makeKey(['work:board:read']);
    const replica = openBoard(await boardOf(admin), key);
    await synced(replica);
    const revokedAt = performance.now();
    await admin.identity.apiKeys.revoke.mutate({ id });
    // Far below the half minute after which every socket is looked at anyway.
    await eventually('the socket is cut', () => replica.provider.getStatus().refusal !== null, 10_000);
    console.info(`the socket of a revoked key was cut after ${Math.round(performance.now() - revokedAt)} ms`);
  });

  it('opens no document when it has no calls left', async () => {
    const { key, admin } = await makeKey(['work:board:read'], 1);
    const boardId = await boardOf(admin);
    await get(key);
    const code = await new Promise<number>((resolve) => {
      const socket = new WebSocket(
        `${server.webSocketUrl}/sync/${encodeURIComponent(`board/${boardId}`)}?token=${key}`,
      );
      socket.on('close', resolve);
    });
    expect(code).toBe(1013);
  });

  it('exports the audit log at its rate, if it may read it', async () => {
    const { key } = await makeKey(['identity:audit:read'], 2);
    const exportBy = (by: string) =>
      fetch(`${server.url}/export/audit?format=json`, { headers: { authorization: `Bearer ${by}` } });
    const first = await exportBy(key);
    expect(first.headers.get('ratelimit-remaining')).toBe('1');
    expect((await first.json()).length).toBeGreaterThan(0);
    await (await exportBy(key)).text();
    const refused = await exportBy(key);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const other = await makeKey(['work:board:read']);
    expect((await exportBy(other.key)).status).toBe(403);
  });
});

describe('the rate of a key', () => {
  it('is told with every answer, and refuses with when to come back', async () => {
    const { key } = await makeKey(['work:board:read'], 3);
    const first = await get(key);
    expect(first.headers.get('ratelimit-limit')).toBe('3');
    expect(first.headers.get('ratelimit-policy')).toBe('3;w=60');
    expect(first.headers.get('ratelimit-remaining')).toBe('2');
    expect(first.headers.get('retry-after')).toBeNull();
    await get(key);
    await get(key);
    const refused = await get(key);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(20);
    expect(refused.headers.get('ratelimit-remaining')).toBe('0');
    expect(await refused.json()).toMatchObject({ error: { data: { problem: { code: 'throttled' } } } });
  });

  it('lets no more through when many come at once, and fills again with time', async () => {
    const { id, key } = await makeKey(['work:board:read'], 10);
    const statuses = await Promise.all(Array.from({ length: 30 }, async () => (await get(key)).status));
    const passed = statuses.filter((status) => status === 200).length;
    expect(passed).toBeGreaterThanOrEqual(10);
    expect(passed).toBeLessThanOrEqual(13);
    await database.query(
      `update api_key set bucket_at = now() - interval '30 seconds', bucket_calls = 0 where id = $1`,
      [id],
    );
    const again = await get(key);
    expect(again.status).toBe(200);
    expect(again.headers.get('ratelimit-remaining')).toBe('4');
  });

  it('counts each call of a batch', async () => {
    const { key } = await makeKey(['work:board:read'], 4);
    const batch = await getBatch(key, 3);
    expect(batch.headers.get('ratelimit-remaining')).toBe('1');
    expect((await getBatch(key, 2)).status).toBe(429);
    expect((await get(key)).status).toBe(200);
  });

  it('is one key’s own', async () => {
    const [one, other] = [await makeKey(['work:board:read'], 1), await makeKey(['work:board:read'], 1)];
    expect((await get(one.key)).status).toBe(200);
    expect((await get(one.key)).status).toBe(429);
    expect((await get(other.key)).status).toBe(200);
  });
});
