import { beforeAll, describe, expect, it } from 'vitest';
import { type SignedIn, signIn } from '../../support/client.ts';
import { eventually } from '../../support/eventually.ts';
import { serverOfFile } from '../../support/file-server.ts';
import { person } from '../../support/fixtures.ts';
import { problemOf } from '../../support/problem.ts';

const { database, server } = serverOfFile();
let admin: SignedIn;

beforeAll(async () => {
  admin = await signIn(server.url, person('super_admin'));
});

async function roleOf(key: string) {
  const role = (await admin.api.identity.roles.list.query()).find((each) => each.key === key);
  if (!role) throw new Error(`There is no role ${key}.`);
  return role;
}

async function versionOf(userId: string): Promise<number> {
  const [row] = await database.query<{ version: number }>('select version from "user" where id = $1', [userId]);
  return row?.version ?? 0;
}

async function assign(who: SignedIn, userId: string, ...keys: string[]) {
  const roleIds = await Promise.all(keys.map(async (key) => (await roleOf(key)).id));
  return who.api.identity.roles.assign.mutate({ userId, roleIds, version: await versionOf(userId) });
}

describe('roles', () => {
  it('take effect with the very next call, and are told to open screens', async () => {
    const viewer = await signIn(server.url, person('viewer'));
    const before = await viewer.api.identity.me.query();
    expect(before.abilities.permissions).not.toContain('work:board:create');
    await assign(admin, viewer.userId, 'viewer', 'dispatcher');
    const after = await viewer.api.identity.me.query();
    expect(after.abilities).toMatchObject({ level: 50, permissions: expect.arrayContaining(['work:board:create']) });
    const [event] = await eventually('the change is published', async () => {
      const rows = await database.query<{ ids: string[] }>(
        `select payload->'ids' as ids from outbox_event where type = 'identity.user.rights_changed' and published_at is not null`,
      );
      return rows.length > 0 && rows;
    });
    expect(event?.ids).toEqual([viewer.userId]);
    await assign(admin, viewer.userId, 'viewer');
  });

  it('cannot be given by whoever stands below them, or lacks what they hold', async () => {
    const manager = await signIn(server.url, person('manager'));
    const toExecutive = await problemOf(assign(manager, person('sales').id, 'c_suite'));
    expect(toExecutive).toMatchObject({ code: 'forbidden', message: expect.stringContaining('level is 90') });
    const toFinance = await problemOf(assign(manager, person('sales').id, 'finance'));
    expect(toFinance).toMatchObject({ code: 'forbidden', message: expect.stringContaining('identity:pay:read') });
    const ofExecutive = await problemOf(assign(manager, person('c_suite').id));
    expect(ofExecutive.code).toBe('forbidden');
    await assign(manager, person('sales').id, 'sales', 'dispatcher');
    await assign(manager, person('sales').id, 'sales');
  });

  it('cannot be raised above the level of whoever raises them, nor filled with what they lack', async () => {
    const executive = await signIn(server.url, person('c_suite'));
    const sales = await roleOf('sales');
    const raise = executive.api.identity.roles.update.mutate({ id: sales.id, version: sales.version, level: 95 });
    expect((await problemOf(raise)).code).toBe('forbidden');
    const [first, ...others] = sales.rights;
    if (!first) throw new Error('The role holds nothing.');
    const widen = { id: sales.id, version: sales.version, rights: [{ ...first, scope: 'all' as const }, ...others] };
    expect((await problemOf(executive.api.identity.roles.update.mutate(widen))).code).toBe('forbidden');
    const top = await roleOf('super_admin');
    const touchTop = executive.api.identity.roles.update.mutate({ id: top.id, version: top.version, name: 'Mine' });
    expect((await problemOf(touchTop)).code).toBe('forbidden');
  });

  it('are versioned and audited, and deleted only when nobody holds them', async () => {
    const { id } = await admin.api.identity.roles.create.mutate({
      name: 'Night shift',
      level: 20,
      rights: [{ permission: 'work:board:read', scope: 'location' }],
    });
    await admin.api.identity.roles.update.mutate({ id, version: 1, level: 25 });
    const late = await problemOf(admin.api.identity.roles.update.mutate({ id, version: 1, level: 30 }));
    expect(late).toMatchObject({ code: 'version_conflict', conflict: { changes: [{ fields: ['level'] }] } });
    const userId = person('mover').id;
    const version = await versionOf(userId);
    await admin.api.identity.roles.assign.mutate({ userId, roleIds: [id, (await roleOf('mover')).id], version });
    const held = await problemOf(admin.api.identity.roles.delete.mutate({ id, version: 2 }));
    expect(held).toMatchObject({ code: 'invalid_input', message: expect.stringContaining('1 people') });
    await assign(admin, userId, 'mover');
    await admin.api.identity.roles.delete.mutate({ id, version: 2 });
    const { items } = await admin.api.identity.audit.list.query({ entity: 'identity.role' });
    expect(items.slice(0, 3).map(({ action }) => action)).toEqual([
      'identity.role.deleted',
      'identity.role.changed',
      'identity.role.created',
    ]);
  });

  it('refuse conditions that records of the permission cannot meet', async () => {
    const role = { name: 'Odd', level: 1 };
    const conditions = [{ field: 'color', operator: 'is' as const, value: 'red' }];
    const odd = admin.api.identity.roles.create.mutate({
      ...role,
      rights: [{ permission: 'work:board:read', scope: 'tenant', conditions }],
    });
    expect((await problemOf(odd)).code).toBe('invalid_input');
  });
});

describe('the last administrator', () => {
  it('cannot take their own rights away, however they try', async () => {
    const lonely = await signIn(server.url, person('super_admin', 'south'));
    const roles = await lonely.api.identity.roles.list.query();
    const top = roles.find(({ key }) => key === 'super_admin');
    const executive = roles.find(({ key }) => key === 'c_suite');
    if (!top || !executive) throw new Error('The default roles are missing.');
    const version = await versionOf(lonely.userId);
    const drop = lonely.api.identity.roles.assign.mutate({ userId: lonely.userId, roleIds: [], version });
    expect(await problemOf(drop)).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('last administrator'),
    });
    const rights = top.rights.filter(({ permission }) => permission !== 'identity:role:manage');
    const hollow = lonely.api.identity.roles.update.mutate({ id: top.id, version: top.version, rights });
    expect((await problemOf(hollow)).code).toBe('forbidden');
    const next = person('dispatcher', 'south').id;
    await lonely.api.identity.roles.assign.mutate({ userId: next, roleIds: [top.id], version: await versionOf(next) });
    await lonely.api.identity.roles.assign.mutate({ userId: lonely.userId, roleIds: [executive.id], version });
    expect((await lonely.api.identity.me.query()).abilities.level).toBe(90);
  });

  it('remains when two take each other’s rights at the same moment', async () => {
    const other = await signIn(server.url, person('dispatcher', 'south'));
    const one = await signIn(server.url, person('super_admin', 'south'));
    const top = (await other.api.identity.roles.list.query()).find(({ key }) => key === 'super_admin');
    await other.api.identity.roles.assign.mutate({
      userId: one.userId,
      roleIds: [top?.id ?? ''],
      version: await versionOf(one.userId),
    });
    const versions = { one: await versionOf(one.userId), other: await versionOf(other.userId) };
    const takes = await Promise.allSettled([
      one.api.identity.roles.assign.mutate({ userId: other.userId, roleIds: [], version: versions.other }),
      other.api.identity.roles.assign.mutate({ userId: one.userId, roleIds: [], version: versions.one }),
    ]);
    expect(takes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('groups', () => {
  it('give their members what stands above them, with the path as the reason', async () => {
    const dispatcher = await roleOf('dispatcher');
    const { id: top } = await admin.api.identity.groups.create.mutate({ name: 'Operations', roleIds: [dispatcher.id] });
    const { id: below } = await admin.api.identity.groups.create.mutate({ name: 'Night operations', parentId: top });
    const userId = person('viewer').id;
    await admin.api.identity.groups.setMembers.mutate({ id: below, add: [userId] });
    const why = await admin.api.identity.rights.why.query({ userId, permission: 'work:board:create' });
    expect(why.allowed).toBe(true);
    expect(why.because[0]?.via).toMatchObject([
      { kind: 'group', name: 'Night operations' },
      { kind: 'group', name: 'Operations' },
      { kind: 'role', name: 'Dispatcher', level: 50 },
    ]);
    const circle = admin.api.identity.groups.update.mutate({ id: top, version: 1, parentId: below });
    expect(await problemOf(circle)).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('below itself'),
    });
    await admin.api.identity.groups.setMembers.mutate({ id: below, remove: [userId] });
    const after = await admin.api.identity.rights.why.query({ userId, permission: 'work:board:create' });
    expect(after).toEqual({ allowed: false, because: [] });
  });

  it('are no way around levels', async () => {
    const executive = await signIn(server.url, person('c_suite'));
    const top = await roleOf('super_admin');
    const carry = executive.api.identity.groups.create.mutate({ name: 'Backdoor', roleIds: [top.id] });
    expect((await problemOf(carry)).code).toBe('forbidden');
    const { id } = await admin.api.identity.groups.create.mutate({ name: 'Owners', roleIds: [top.id] });
    const join = executive.api.identity.groups.setMembers.mutate({ id, add: [executive.userId] });
    expect((await problemOf(join)).code).toBe('forbidden');
    const hang = executive.api.identity.groups.create.mutate({ name: 'Below the owners', parentId: id });
    expect((await problemOf(hang)).code).toBe('forbidden');
  });

  it('give back nothing of what somebody above inherited through them', async () => {
    const executive = await signIn(server.url, person('c_suite'));
    const top = await roleOf('super_admin');
    const { groups } = admin.api.identity;
    const { id: owners } = await groups.create.mutate({ name: 'Partners', roleIds: [top.id] });
    const { id: between } = await groups.create.mutate({ name: 'Partners of the east', parentId: owners });
    const memberIds = [person('auditor').id];
    const { id: below } = await groups.create.mutate({ name: 'New partners', parentId: between, memberIds });
    const take = executive.api.identity.groups;
    expect((await problemOf(take.update.mutate({ id: below, version: 1, parentId: null }))).code).toBe('forbidden');
    expect((await problemOf(take.delete.mutate({ id: below, version: 1 }))).code).toBe('forbidden');
    expect((await problemOf(take.setMembers.mutate({ id: below, remove: memberIds }))).code).toBe('forbidden');
    await groups.delete.mutate({ id: below, version: 1 });
  });

  it('stand at most twelve deep, also when a whole branch of the tree is moved', async () => {
    const { groups } = admin.api.identity;
    const chain = async (name: string, length: number) => {
      const ids: string[] = [];
      for (let depth = 1; depth <= length; depth++) {
        const parentId = ids.at(-1) ?? null;
        ids.push((await groups.create.mutate({ name: `${name} ${depth}`, parentId })).id);
      }
      return ids;
    };
    const long = await chain('Long', 10);
    const [short = ''] = await chain('Short', 3);
    const tooDeep = groups.update.mutate({ id: short, version: 1, parentId: long.at(-1) ?? null });
    expect(await problemOf(tooDeep)).toMatchObject({ message: expect.stringContaining('12 deep') });
    await groups.update.mutate({ id: short, version: 1, parentId: long.at(-2) ?? null });
  });
});

describe('grants', () => {
  it('give one permission until they run out or are ended, and say why', async () => {
    const viewer = await signIn(server.url, person('viewer'));
    const reason = 'Covers for a colleague';
    const given = { userId: viewer.userId, permission: 'work:board:create', scope: 'tenant', reason } as const;
    const { id } = await admin.api.identity.grants.give.mutate(given);
    const why = await admin.api.identity.rights.why.query({ userId: viewer.userId, permission: 'work:board:create' });
    expect(why.because).toMatchObject([{ via: [{ kind: 'grant', reason, grantedBy: person('super_admin').name }] }]);
    const board = await viewer.api.work.boards.create.mutate({ name: 'Mine', kind: 'personal', tenantAccess: 'none' });
    expect(board.access).toBe('viewer');
    await admin.api.identity.grants.revoke.mutate({ id });
    const refused = viewer.api.work.boards.create.mutate({ name: 'No', kind: 'personal', tenantAccess: 'none' });
    expect((await problemOf(refused)).code).toBe('forbidden');
    expect(await admin.api.identity.grants.list.query({ userId: viewer.userId })).toEqual([]);
  });

  it('end by the clock, and that is told', async () => {
    const viewer = await signIn(server.url, person('viewer'));
    const expiresAt = new Date(Date.now() + 1_500).toISOString();
    await admin.api.identity.grants.give.mutate({
      ...{ userId: viewer.userId, permission: 'identity:audit:read', scope: 'tenant', reason: 'One look', expiresAt },
    });
    expect((await viewer.api.identity.audit.list.query({ limit: 1 })).items).toHaveLength(1);
    await eventually('the grant is over', async () => {
      const call = viewer.api.identity.audit.list.query({ limit: 1 });
      return call.then(() => false).catch(() => true);
    });
    await eventually('its end is told', async () => {
      const rows = await database.query(
        `select from outbox_event where type = 'identity.user.rights_changed' and created_at > $1`,
        [expiresAt],
      );
      return rows.length > 0;
    });
  });

  it('reach no further and last no longer than what the giver holds', async () => {
    const manager = await signIn(server.url, person('manager'));
    const given = { userId: person('viewer').id, reason: 'As a test' } as const;
    const lacking = manager.api.identity.grants.give.mutate({
      ...given,
      permission: 'identity:pay:read',
      scope: 'own',
    });
    expect((await problemOf(lacking)).code).toBe('forbidden');
    const wide = manager.api.identity.grants.give.mutate({ ...given, permission: 'work:board:read', scope: 'all' });
    expect((await problemOf(wide)).code).toBe('forbidden');
    const above = manager.api.identity.grants.give.mutate({
      ...{ ...given, userId: person('c_suite').id, permission: 'work:board:read', scope: 'tenant' },
    });
    expect((await problemOf(above)).code).toBe('forbidden');
  });
});

describe('a preview', () => {
  it('says what would change, changes nothing, and refuses what the change itself would', async () => {
    const { api } = admin;
    const userId = person('viewer').id;
    const version = await versionOf(userId);
    const dispatcher = await roleOf('dispatcher');
    const preview = await api.identity.rights.preview.mutate({
      ...{ kind: 'set_user_roles', userId, roleIds: [dispatcher.id], version },
    });
    expect(preview).toMatchObject({ affected: 1, people: [{ userId, levelBefore: 10, levelAfter: 50 }] });
    expect(preview.people[0]?.differences).toContainEqual({
      ...{ permission: 'work:board:create', before: [], after: [{ scope: 'tenant', conditions: [] }] },
    });
    expect(await versionOf(userId)).toBe(version);
    const manager = await signIn(server.url, person('manager'));
    const top = await roleOf('super_admin');
    const change = { kind: 'set_user_roles' as const, userId, roleIds: [top.id], version };
    expect((await problemOf(manager.api.identity.rights.preview.mutate(change))).code).toBe('forbidden');
    const role = await roleOf('viewer');
    const narrower = { kind: 'change_role' as const, id: role.id, version: role.version, rights: [] };
    expect((await problemOf(manager.api.identity.rights.preview.mutate(narrower))).code).toBe('forbidden');
  });
});
