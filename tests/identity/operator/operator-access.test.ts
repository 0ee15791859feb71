import { operatorPermissions } from '@muster/contract/identity/operator';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { appRouter } from '../../../apps/server/src/services/router.ts';
import type { ForeignIds } from '../../rls/foreign-ids.ts';
import { foreignInputs } from '../../rls/foreign-inputs.ts';
import { makeVictim } from '../../rls/victim.ts';
import { type SignedIn, signIn } from '../../support/client.ts';
import { eventually } from '../../support/eventually.ts';
import { serverOfFile } from '../../support/file-server.ts';
import { companies, person } from '../../support/fixtures.ts';
import { problemOf } from '../../support/problem.ts';
import { createOperator, keys, OperatorConsole, type OperatorPerson } from './operator-console.ts';

interface Procedure {
  _def: { type: 'query' | 'mutation' | 'subscription'; meta?: { permission?: string } };
}

/** From the registry itself, so that a new procedure is tried too. */
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>).flatMap(
  ([path, { _def }]) => (_def.meta?.permission ? [{ path, permission: _def.meta.permission, type: _def.type }] : []),
);

const { database, server } = serverOfFile({ env: keys });
let operator: OperatorPerson;
let console: OperatorConsole;
let admin: SignedIn;
let ids: ForeignIds;
let accessId: string;

beforeAll(async () => {
  operator = await createOperator(database);
  ids = await makeVictim(server, database);
  admin = await signIn(server.url, person('super_admin'));
  console = new OperatorConsole(server, database, operator);
  await console.signIn();
}, 120_000);

beforeEach(async () => {
  await database.query('delete from sign_in_throttle');
  accessId = await console.enter(companies.north.id);
});

async function call(path: string, type: string, input: unknown) {
  const url = `${server.url}/trpc/${path}`;
  const headers = { 'content-type': 'application/json' };
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const response =
    type === 'query'
      ? await console.fetch(`${url}${query}`, {})
      : await console.fetch(url, { method: 'POST', headers, body: JSON.stringify(input ?? {}) });
  return { status: response.status, text: await response.text() };
}

/** The company as it is, but for what being there itself writes. */
const companyState = async () => {
  const lines = (await ids.readState()).split('\n');
  return lines.filter((line) => !line.startsWith('operator_'));
};

const isOpen = (permission: string) =>
  permission === 'identity:session:manage' || operatorPermissions.some((each) => each === permission);

describe('an operator in a company', () => {
  it.each(procedures)('$path: looks where looking is all it takes, and changes nothing', async (procedure) => {
    const { path, permission, type } = procedure;
    const before = await companyState();
    const { status, text } = await call(path, type, foreignInputs[path]?.input(ids));
    const expected = type === 'query' && isOpen(permission) ? [200, 400, 404] : [403];
    expect(expected, text).toContain(status);
    expect(await companyState()).toEqual(before);
  });

  it('reads the company, and nothing of others', async () => {
    const { items } = await console.api.work.boards.list.query({});
    expect(items.map(({ id }) => id)).toContain(ids.boardId);
    const names = (await console.api.identity.users.list.query({ limit: 200 })).items.map(({ name }) => name);
    expect(names.some((name) => name.endsWith('of north'))).toBe(true);
    expect(names.some((name) => name.endsWith('of south'))).toBe(false);
  });

  it('sees no sealed value, and takes nothing along as a file', async () => {
    const profile = await console.api.identity.employees.get.query({ userId: ids.userId });
    expect(profile).not.toHaveProperty('pay');
    expect((await console.fetch(`${server.url}/export/audit?format=csv`, {})).status).toBe(403);
  });

  it('enters only for a reason', async () => {
    const code = await console.freshCode();
    const entering = (reason: string) =>
      console.api.identity.operator.enter.mutate({ tenantId: companies.north.id, reason, code });
    expect((await problemOf(entering('  '))).code).toBe('invalid_input');
    expect((await problemOf(entering(''))).code).toBe('invalid_input');
  });

  it('is in one company at a time', async () => {
    const southId = await console.enter(companies.south.id);
    expect((await console.api.identity.me.query()).tenant.id).toBe(companies.south.id);
    const { items } = await admin.api.identity.operatorAccess.list.query({ open: true });
    expect(items.map(({ id }) => id)).not.toContain(accessId);
    expect(items.map(({ id }) => id)).not.toContain(southId);
  });
});

describe('what the company knows of it', () => {
  it('is who, why, since when, and everything that was opened, before it was', async () => {
    await console.api.work.boards.get.query({ id: ids.boardId });
    const { items } = await admin.api.identity.operatorAccess.list.query({ open: true });
    expect(items[0]).toMatchObject({
      ...{ id: accessId, operatorName: operator.name, operatorEmail: operator.email, reason: 'Ticket 4711' },
      endedAt: null,
    });
    const lasts = Date.parse(items[0]?.expiresAt ?? '') - Date.parse(items[0]?.startedAt ?? '');
    expect(Math.round(lasts / 60_000)).toBe(60);
    const log = await admin.api.identity.operatorAccess.log.query({ accessId });
    expect(log.items[0]).toMatchObject({ kind: 'procedure', target: 'work.boards.get', entityIds: [ids.boardId] });
    expect((await admin.api.identity.operatorAccess.log.query({ accessId, target: 'nothing' })).items).toEqual([]);
  });

  it('is in its audit log too, under the name of the operator', async () => {
    const { items } = await admin.api.identity.audit.list.query({ entity: 'identity.operator_access' });
    expect(items[0]).toMatchObject({
      ...{ action: 'identity.operator_access.opened', actorId: null, operatorName: operator.name, entityId: accessId },
      after: { reason: 'Ticket 4711' },
    });
  });

  it('is for its administrators, not for operators or everybody', async () => {
    expect((await problemOf(console.api.identity.operatorAccess.list.query({}))).code).toBe('forbidden');
    const { api } = await signIn(server.url, person('viewer'));
    expect((await problemOf(api.identity.operatorAccess.log.query({}))).code).toBe('forbidden');
  });

  it.each(['muster_app', 'muster_operator', 'muster_sign_in', 'muster_projection', 'muster_retention'])(
    'cannot be altered by %s',
    async (role) => {
      await console.api.work.boards.get.query({ id: ids.boardId });
      for (const change of [
        "update operator_access_log set target = 'nothing'",
        'delete from operator_access_log',
        'truncate operator_access_log',
        "update operator_access set reason = 'another'",
        'delete from operator_access',
      ]) {
        const attempt = database.query(`begin; set local role ${role}; ${change}; commit`);
        await expect(attempt, change).rejects.toThrow(/permission denied/);
        await database.query('rollback');
      }
    },
  );

  it('takes no line for a stay that is over', async () => {
    await console.api.identity.operator.leave.mutate();
    const line = `insert into operator_access_log (tenant_id, id, access_id, kind, target, entity_ids)
      values ('${companies.north.id}', gen_random_uuid(), '${accessId}', 'procedure', 'forged', '{}')`;
    const attempt = database.query(`begin; set local role muster_operator; ${line}; commit`);
    await expect(attempt).rejects.toThrow(/row-level security/);
    await database.query('rollback');
  });
});

describe('a stay ends', () => {
  const isOut = async () => (await problemOf(console.api.identity.me.query())).code === 'unauthenticated';

  it('when the operator leaves', async () => {
    const { cookie } = console;
    await console.api.identity.operator.leave.mutate();
    console.setCookie('muster_access', /muster_access=([^;]+)/.exec(cookie)?.[1] ?? '');
    expect(await isOut()).toBe(true);
    expect((await console.api.identity.operator.me.query()).access).toBeNull();
  });

  it('when an administrator says so, once', async () => {
    await admin.api.identity.operatorAccess.end.mutate({ id: accessId });
    expect(await isOut()).toBe(true);
    expect((await problemOf(admin.api.identity.operatorAccess.end.mutate({ id: accessId }))).code).toBe('not_found');
    const { items } = await admin.api.identity.operatorAccess.list.query({});
    expect(items[0]).toMatchObject({ endedBy: 'administrator', endedByName: person('super_admin').name });
  });

  it('by itself after an hour, and says so', async () => {
    await database.query(`update operator_access set expires_at = now() - interval '1 second' where id = $1`, [
      accessId,
    ]);
    expect(await isOut()).toBe(true);
    const stay = await eventually('the end is written down', async () => {
      const { items } = await admin.api.identity.operatorAccess.list.query({});
      return items.find(({ id, endedAt }) => id === accessId && endedAt);
    });
    expect(stay.endedBy).toBe('expired');
    const { items } = await admin.api.identity.audit.list.query({ action: 'identity.operator_access.ended' });
    expect(items[0]).toMatchObject({ entityId: accessId, after: { by: 'expired' }, operatorName: operator.name });
  });
});
