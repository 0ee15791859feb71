import { expect, it } from 'vitest';
import { signIn } from '../support/client.ts';
import { serverOfFile } from '../support/file-server.ts';
import { person } from '../support/fixtures.ts';
import { problemOf } from '../support/problem.ts';

const { database, server } = serverOfFile();

it('records who changed what from what to what', async () => {
  const manager = await signIn(server.url, person('manager'));
  const id = person('mover').id;
  await manager.api.identity.users.setStatus.mutate({ id, status: 'deactivated', version: 1 });
  const { items } = await manager.api.identity.audit.list.query({
    entity: 'identity.user',
    action: 'identity.user.deactivated',
  });
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({
    actorId: manager.userId,
    actorName: person('manager').name,
    entityId: id,
    before: { status: 'active' },
    after: { status: 'deactivated' },
    version: 2,
  });
  expect(items[0]?.requestId).toBeTruthy();
});

it('tells whoever was too late who changed what meanwhile, and changes nothing', async () => {
  const manager = await signIn(server.url, person('manager'));
  const executive = await signIn(server.url, person('c_suite'));
  const id = person('driver').id;
  await executive.api.identity.users.setStatus.mutate({ id, status: 'deactivated', version: 1 });
  const problem = await problemOf(manager.api.identity.users.setStatus.mutate({ id, status: 'active', version: 1 }));
  expect(problem).toMatchObject({
    code: 'version_conflict',
    conflict: {
      currentVersion: 2,
      changes: [{ actorName: person('c_suite').name, action: 'identity.user.deactivated', fields: ['status'] }],
    },
  });
  const { items } = await manager.api.identity.users.list.query({ search: person('driver').email });
  expect(items[0]?.status).toBe('deactivated');
});

it('keeps people from changing those above them, and from switching themselves off', async () => {
  const manager = await signIn(server.url, person('manager'));
  const above = { id: person('super_admin').id, status: 'deactivated', version: 1 } as const;
  expect((await problemOf(manager.api.identity.users.setStatus.mutate(above))).code).toBe('forbidden');
  const self = { ...above, id: manager.userId };
  expect((await problemOf(manager.api.identity.users.setStatus.mutate(self))).code).toBe('forbidden');
});

it('is append-only for the server', async () => {
  for (const statement of [
    "update audit_entry set actor_name = 'x'",
    'delete from audit_entry',
    'truncate audit_entry',
  ]) {
    const attempt = database.query(`set role muster_app; ${statement}`);
    await expect(attempt).rejects.toThrow(/permission denied/);
    await database.query('reset role');
  }
});

it('pages through the log without gaps or repetition', async () => {
  const manager = await signIn(server.url, person('manager'));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await manager.api.identity.audit.list.query({ limit: 3, ...(cursor && { cursor }) });
    seen.push(...page.items.map((item) => item.id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  const [{ count } = { count: 0 }] = await database.query<{ count: number }>(
    'select count(*)::int as count from audit_entry where tenant_id = (select tenant_id from "user" where id = $1)',
    [manager.userId],
  );
  expect(new Set(seen).size).toBe(count);
  expect(seen).toHaveLength(count);
});
