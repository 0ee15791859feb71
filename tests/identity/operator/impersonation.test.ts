import { isMutationKeptInImpersonation } from '@muster/contract/identity/operator';
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

const forbidden = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>).flatMap(
  ([path, { _def }]) =>
    _def.type === 'mutation' && _def.meta?.permission && !isMutationKeptInImpersonation(_def.meta.permission)
      ? [path]
      : [],
);

const boss = person('super_admin');

const { database, server } = serverOfFile({ env: keys });
let operator: OperatorPerson;
let console: OperatorConsole;
let admin: SignedIn;
let ids: ForeignIds;

beforeAll(async () => {
  operator = await createOperator(database);
  ids = await makeVictim(server, database);
  admin = await signIn(server.url, boss);
  console = new OperatorConsole(server, database, operator);
  await console.signIn();
}, 120_000);

beforeEach(async () => {
  await database.query('delete from sign_in_throttle');
  await allow(true);
  await console.enter(companies.north.id);
});

async function allow(operatorImpersonation: boolean): Promise<void> {
  const policy = await admin.api.identity.securityPolicy.get.query();
  await admin.api.identity.securityPolicy.save.mutate({ ...policy, operatorImpersonation });
}

const actAs = (userId = boss.id) => console.api.identity.operator.impersonate.mutate({ userId, reason: 'Ticket 4712' });

const who = async () => (await console.api.identity.me.query()).user.id;

describe('acting as a person', () => {
  it('is off unless the company allows it', async () => {
    expect((await admin.api.identity.securityPolicy.get.query()).operatorImpersonation).toBe(true);
    await allow(false);
    expect((await problemOf(actAs())).code).toBe('forbidden');
    const south = await signIn(server.url, person('super_admin', 'south'));
    expect((await south.api.identity.securityPolicy.get.query()).operatorImpersonation).toBe(false);
  });

  it('needs a reason, a stay in the company, and somebody who is active there', async () => {
    const { impersonate } = console.api.identity.operator;
    expect((await problemOf(impersonate.mutate({ userId: boss.id, reason: '' }))).code).toBe('invalid_input');
    const stranger = person('super_admin', 'south').id;
    expect((await problemOf(actAs(stranger))).code).toBe('not_found');
    await console.api.identity.operator.leave.mutate();
    expect((await problemOf(actAs())).code).toBe('not_found');
  });

  it('says on every screen who is behind it, why, and until when', async () => {
    await actAs();
    const me = await console.api.identity.me.query();
    expect(me).toMatchObject({
      user: { id: boss.id, name: boss.name },
      operator: { name: operator.name, impersonation: { userName: boss.name, reason: 'Ticket 4712' } },
    });
    const left = Date.parse(me.operator?.impersonation?.endsAt ?? '') - Date.now();
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(15 * 60_000);
  });

  it('does their work, and every entry names both', async () => {
    await actAs();
    const { id } = await console.api.work.boards.create.mutate({ name: 'Made for them', kind: 'team' });
    const { items } = await admin.api.identity.audit.list.query({ entity: 'work.board' });
    expect(items.find(({ entityId }) => entityId === id)).toMatchObject({
      actorId: boss.id,
      actorName: boss.name,
      operatorName: operator.name,
    });
    const rows = await database.query('select 1 from audit_entry where operator_id is not null and entity_id = $1', [
      id,
    ]);
    expect(rows.length).toBeGreaterThan(0);
    const log = await admin.api.identity.operatorAccess.log.query({ target: 'boards.create' });
    expect(log.items[0]).toMatchObject({ actingAs: boss.name, operatorName: operator.name });
  });

  it.each(forbidden)('never does %s', async (path) => {
    await actAs();
    const response = await console.fetch(`${server.url}/trpc/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(foreignInputs[path]?.input(ids) ?? {}),
    });
    expect(response.status, await response.text()).toBe(403);
    expect(await who()).toBe(boss.id);
  });

  it('opens no sealed value, though the person could', async () => {
    const userId = ids.userId;
    expect(await admin.api.identity.employees.get.query({ userId })).toHaveProperty('pay');
    await actAs();
    expect(await console.api.identity.employees.get.query({ userId })).not.toHaveProperty('pay');
    expect((await console.fetch(`${server.url}/export/audit?format=csv`, {})).status).toBe(403);
  });

  it('has no more rights than the person', async () => {
    await actAs(person('viewer').id);
    const adding = console.api.work.cards.create.mutate({ boardId: ids.boardId, title: 'Not theirs to add' });
    expect((await problemOf(adding)).code).toBe('forbidden');
  });

  it('is told to the person', async () => {
    const mover = await signIn(server.url, person('mover'));
    await actAs(person('mover').id);
    const { items } = await mover.api.identity.notifications.list.query({});
    expect(items[0]).toMatchObject({
      kind: 'operator.acting',
      payload: { actorName: operator.name, reason: 'Ticket 4712' },
    });
  });

  it('is in the audit log with its beginning and its end', async () => {
    await actAs();
    await console.api.identity.operator.resume.mutate();
    const { items } = await admin.api.identity.audit.list.query({ limit: 10 });
    expect(items.slice(0, 2)).toMatchObject([
      { action: 'identity.operator_impersonation.ended', entityId: boss.id, after: { by: 'operator' } },
      { action: 'identity.operator_impersonation.started', entityId: boss.id, after: { reason: 'Ticket 4712' } },
    ]);
  });
});

describe('it ends', () => {
  const isCut = async () => (await problemOf(console.api.identity.me.query())).code === 'unauthenticated';

  it('when the operator goes on as themselves', async () => {
    await actAs();
    const { cookie } = console;
    await console.api.identity.operator.resume.mutate();
    expect(await who()).not.toBe(boss.id);
    const old = await fetch(`${server.url}/trpc/identity.me`, { headers: { cookie } });
    expect(old.status).toBe(401);
  });

  it('at once when the company stops allowing it; the stay goes on', async () => {
    await actAs();
    await allow(false);
    expect(await isCut()).toBe(true);
    await console.api.identity.operator.resume.mutate();
    expect(await who()).not.toBe(boss.id);
  });

  it('with the stay', async () => {
    await actAs();
    const { items } = await admin.api.identity.operatorAccess.list.query({ open: true });
    await admin.api.identity.operatorAccess.end.mutate({ id: items[0]?.id ?? '' });
    expect(await isCut()).toBe(true);
    expect((await problemOf(console.api.identity.operator.resume.mutate())).code).toBe('not_found');
  });

  it('by itself after a quarter of an hour', async () => {
    await actAs();
    await database.query(
      `update operator_impersonation set expires_at = now() - interval '1 second' where ended_at is null`,
    );
    expect(await isCut()).toBe(true);
    await eventually('the end is written down', async () => {
      const [row] = await database.query<{ ended: string }>(
        'select ended_by as ended from operator_impersonation order by id desc limit 1',
      );
      return row?.ended === 'expired';
    });
  });

  it('when the person is deactivated', async () => {
    await actAs(person('mover').id);
    await database.query(`update "user" set status = 'deactivated' where id = $1`, [person('mover').id]);
    expect(await isCut()).toBe(true);
  });
});
