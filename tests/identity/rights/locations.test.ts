import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../apps/server/src/core/identifiers.ts';
import { type SignedIn, signIn } from '../../support/client.ts';
import { serverOfFile } from '../../support/file-server.ts';
import { person } from '../../support/fixtures.ts';
import { problemOf } from '../../support/problem.ts';

const { database, server } = serverOfFile();
let admin: SignedIn;

beforeAll(async () => {
  admin = await signIn(server.url, person('super_admin'));
});

const named = async (search: string) => (await admin.api.identity.locations.list.query({ search })).items;

describe('a location', () => {
  it('is opened once, with what it is, and that is on record', async () => {
    const { locations, audit } = admin.api.identity;
    const fields = { name: 'Halifax', timeZone: 'America/Halifax', trucks: 4, storage: 'locker' } as const;
    const { id } = await locations.create.mutate({ id: newId(), ...fields });
    expect(await named('Halifax')).toMatchObject([{ id, ...fields, ownership: 'corporate', version: 1 }]);
    const again = { id, ...fields, name: 'Halifax again' };
    expect((await problemOf(locations.create.mutate(again))).code).toBe('invalid_input');
    const namesake = { ...fields, name: 'HALIFAX' };
    expect((await problemOf(locations.create.mutate(namesake))).message).toContain('called HALIFAX already');
    const { items } = await audit.list.query({ entity: 'identity.location' });
    expect(items).toMatchObject([{ action: 'identity.location.created', entityId: id, after: { trucks: 4 } }]);
  });

  it.each([
    ['a clock that there is none of', { name: 'Nowhere', timeZone: 'Mars/Olympus' }],
    ['no name', { name: ' ', timeZone: 'UTC' }],
    ['trucks below none', { name: 'Nowhere', timeZone: 'UTC', trucks: -1 }],
  ])('is not opened with %s', async (_, input) => {
    expect((await problemOf(admin.api.identity.locations.create.mutate(input))).code).toBe('invalid_input');
    expect(await named('Nowhere')).toEqual([]);
  });

  it('is not opened by whoever manages their own branch only', async () => {
    await database.query(
      `update role_permission set scope = 'location' where permission = 'identity:location:manage'
       and role_id in (select id from role where key = 'manager')`,
    );
    await server.restart();
    const manager = await signIn(server.url, person('manager'));
    const attempt = manager.api.identity.locations.create.mutate({ name: 'Of their own', timeZone: 'UTC' });
    expect((await problemOf(attempt)).code).toBe('forbidden');
    expect(await named('Of their own')).toEqual([]);
  });

  it('is closed when nobody works there, keeps its name, and can be opened again', async () => {
    const { locations, employees } = admin.api.identity;
    const { id } = await locations.create.mutate({ name: 'Moncton', timeZone: 'America/Moncton' });
    const userId = person('mover').id;
    const { version } = await employees.get.query({ userId });
    const placed = await employees.update.mutate({ userId, version, otherLocationIds: [id] });
    const inUse = await problemOf(locations.setDeleted.mutate({ id, version: 1, deleted: true }));
    expect(inUse).toMatchObject({ code: 'invalid_input', message: '1 people still work at Moncton.' });
    await employees.update.mutate({ userId, version: placed.version, otherLocationIds: [] });
    await locations.setDeleted.mutate({ id, version: 1, deleted: true });
    expect(await named('Moncton')).toEqual([]);
    const lost = employees.update.mutate({ userId, version: placed.version + 1, homeLocationId: id });
    expect((await problemOf(lost)).code).toBe('not_found');
    const late = locations.setDeleted.mutate({ id, version: 1, deleted: true });
    expect((await problemOf(late)).code).toBe('version_conflict');
    await locations.setDeleted.mutate({ id, version: 2, deleted: false });
    expect(await named('Moncton')).toMatchObject([{ id, version: 3 }]);
  });
});
