import type { NewCustomField } from '@muster/contract/identity/custom-fields/definition';
import type { CustomFieldOption } from '@muster/contract/identity/custom-fields/settings';
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../apps/server/src/core/identifiers.ts';
import { type SignedIn, signIn } from '../../support/client.ts';
import { serverOfFile } from '../../support/file-server.ts';
import { companies, person } from '../../support/fixtures.ts';
import { problemOf } from '../../support/problem.ts';

const { database, server } = serverOfFile();
let admin: SignedIn;
let manager: SignedIn;

const branchId = newId();
const sizes = { small: newId(), large: newId() };
const sizeOptions: CustomFieldOption[] = [
  { id: sizes.small, label: 'Small', color: 'grey', archived: false },
  { id: sizes.large, label: 'Large', color: 'blue', archived: false },
];

beforeAll(async () => {
  admin = await signIn(server.url, person('super_admin'));
  manager = await signIn(server.url, person('manager'));
  await database.query(
    `insert into location (tenant_id, id, name, time_zone, ownership) values ($1, $2, 'Depot', 'UTC', 'corporate')`,
    [companies.north.id, branchId],
  );
});

type Made = Pick<NewCustomField, 'entity' | 'label' | 'type' | 'settings'>;

async function define(field: Made & { required?: boolean; indexed?: boolean }): Promise<string> {
  const id = newId();
  const key = field.label.toLowerCase().replaceAll(/[^a-z]+/g, '_');
  await admin.api.identity.customFields.create.mutate({ ...field, id, key } as NewCustomField);
  return id;
}

async function branch() {
  const { items } = await admin.api.identity.locations.list.query({});
  const found = items.find(({ id }) => id === branchId);
  if (!found) throw new Error('The branch is gone.');
  return found;
}

async function setOnBranch(customFields: Record<string, unknown>, by = manager) {
  const { version } = await branch();
  return by.api.identity.locations.update.mutate({ id: branchId, version, customFields });
}

async function lastAudit(entityId: string) {
  const [entry] = await database.query<{ action: string; before: object; after: object }>(
    'select action, before, after from audit_entry where entity_id = $1 order by id desc limit 1',
    [entityId],
  );
  return entry;
}

describe('values of every type', () => {
  it('are kept with their record, shown, and audited by label', async () => {
    const ids = {
      note: await define({ entity: 'location', label: 'Note', type: 'text', settings: { maxLength: 20 } }),
      height: await define({
        ...{ entity: 'location', label: 'Dock height', type: 'number' },
        settings: { decimals: 1, min: 0, max: 200 },
      }),
      rent: await define({
        ...{ entity: 'location', label: 'Rent', type: 'money' },
        settings: { currency: 'CAD', min: 0, max: null },
      }),
      lease: await define({ entity: 'location', label: 'Lease end', type: 'date', settings: {} }),
      size: await define({ entity: 'location', label: 'Size', type: 'choice', settings: { options: sizeOptions } }),
      bays: await define({
        entity: 'location',
        label: 'Bays',
        type: 'multi_choice',
        settings: { options: sizeOptions },
      }),
      keeper: await define({ entity: 'location', label: 'Keeper', type: 'user', settings: {} }),
      plan: await define({ entity: 'location', label: 'Plan', type: 'link', settings: {} }),
    } as const;
    const values = {
      [ids.note]: 'Ring twice',
      [ids.height]: 121.5,
      [ids.rent]: { amount: 450_000, currency: 'CAD' },
      [ids.lease]: '2027-06-30',
      [ids.size]: sizes.large,
      [ids.bays]: [sizes.large, sizes.small],
      [ids.keeper]: person('driver').id,
      [ids.plan]: 'https://plans.north.test/depot.pdf',
    };
    await setOnBranch(values);
    const { name } = person('driver');
    expect((await branch()).customFields).toEqual({
      ...values,
      [ids.bays]: [sizes.small, sizes.large],
      [ids.keeper]: { userId: person('driver').id, name, color: expect.any(String) },
    });
    expect(await lastAudit(branchId)).toMatchObject({
      action: 'identity.location.changed',
      before: { Size: null, Keeper: null },
      after: { Size: 'Large', Bays: ['Small', 'Large'], Keeper: name, Rent: 'CAD\u00a04,500.00', 'Dock height': 121.5 },
    });
    await setOnBranch({ [ids.note]: null, [ids.bays]: [] });
    const left = (await branch()).customFields;
    expect(left).not.toHaveProperty(ids.note);
    expect(left).not.toHaveProperty(ids.bays);
  });

  it('are refused by name, and nothing is changed', async () => {
    const fields = await admin.api.identity.customFields.list.query({ entity: 'location' });
    const idOf = (label: string) => fields.find((field) => field.label === label)?.id ?? '';
    const before = await branch();
    const wrong: [string, unknown, string][] = [
      ['Note', 'x'.repeat(21), 'Note is too long'],
      ['Note', 'half \ud800', 'Note has characters'],
      ['Dock height', 12.34, 'too many decimals'],
      ['Dock height', '12', 'must be a number'],
      ['Rent', { amount: 1, currency: 'USD' }, 'currency of the field'],
      ['Lease end', '2027-02-30', 'must be a day'],
      ['Size', newId(), 'one of the options'],
      ['Bays', [sizes.small, newId()], 'one of the options'],
      ['Keeper', person('driver').name, 'must be a person'],
      ['Keeper', person('super_admin', 'south').id, 'must be a person'],
      ['Plan', 'javascript:alert(1)', 'web address'],
    ];
    for (const [label, value, says] of wrong) {
      const problem = await problemOf(setOnBranch({ [idOf(label)]: value }));
      expect(problem).toMatchObject({ code: 'invalid_input', message: expect.stringContaining(says) });
    }
    const strange = await problemOf(setOnBranch({ [newId()]: 1, constructor: 2 }));
    expect(strange.message).toContain('is no field of this record');
    expect(await branch()).toEqual(before);
  });
});

describe('two people at one record', () => {
  it('cannot overwrite each other’s values unseen', async () => {
    const id = await define({ entity: 'location', label: 'Gate', type: 'text', settings: { maxLength: null } });
    const { version } = await branch();
    const change = (value: string) => ({ id: branchId, version, customFields: { [id]: value } });
    const outcomes = await Promise.allSettled([
      manager.api.identity.locations.update.mutate(change('north')),
      admin.api.identity.locations.update.mutate(change('south')),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const late = await problemOf(manager.api.identity.locations.update.mutate(change('west')));
    expect(late).toMatchObject({ code: 'version_conflict', conflict: { changes: [{ fields: ['Gate'] }] } });
  });

  it('nor those of a person', async () => {
    const id = await define({ entity: 'user', label: 'Locker', type: 'text', settings: { maxLength: null } });
    const userId = person('mover').id;
    const change = (value: string) => ({ userId, version: 0, customFields: { [id]: value } });
    const outcomes = await Promise.allSettled([
      manager.api.identity.employees.update.mutate(change('A1')),
      admin.api.identity.employees.update.mutate(change('B2')),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a required field', () => {
  it('is asked for when the record’s fields are saved, and by no other change of it', async () => {
    const id = await define({
      entity: 'board',
      label: 'Code',
      type: 'text',
      required: true,
      settings: { maxLength: 4 },
    });
    const board = await manager.api.work.boards.create.mutate({ name: 'Yard', kind: 'team', tenantAccess: 'editor' });
    const { create, rename, get } = manager.api.work.boards;
    const dock = { name: 'Dock', kind: 'team' as const };
    expect((await problemOf(create.mutate({ ...dock, customFields: {} }))).message).toContain('Code is required');
    const { customFields } = await create.mutate({ ...dock, customFields: { [id]: 'D-1' } });
    expect(customFields).toEqual({ [id]: 'D-1' });
    const yard = { id: board.id, name: 'Yard' };
    const missing = await problemOf(rename.mutate({ ...yard, version: 1, customFields: {} }));
    expect(missing.message).toContain('Code is required');
    await rename.mutate({ ...yard, version: 1 });
    await rename.mutate({ ...yard, version: 2, customFields: { [id]: ' Y-1 ' } });
    expect((await get.query({ id: board.id })).customFields).toEqual({ [id]: 'Y-1' });
    expect((await problemOf(rename.mutate({ ...yard, version: 3, customFields: { [id]: '' } }))).message).toContain(
      'Code',
    );
  });
});

describe('values of people', () => {
  it('are shown and found by those alone who may read the profile', async () => {
    const id = await define({
      entity: 'user',
      label: 'Emergency contact',
      type: 'text',
      settings: { maxLength: null },
    });
    const userId = person('technician').id;
    await manager.api.identity.employees.update.mutate({
      userId,
      version: 0,
      customFields: { [id]: 'Sister, 555-0199' },
    });
    const filter = { customFields: [{ fieldId: id, operator: 'contains' as const, value: '0199' }] };
    const found = await manager.api.identity.users.list.query(filter);
    expect(found.items.map((item) => [item.id, item.customFields])).toEqual([[userId, { [id]: 'Sister, 555-0199' }]]);
    const driver = await signIn(server.url, person('driver'));
    expect((await driver.api.identity.users.list.query(filter)).items).toEqual([]);
    const seen = (await driver.api.identity.users.list.query({})).items.find((item) => item.id === userId);
    expect(seen?.customFields).toBeNull();
    const technician = await signIn(server.url, person('technician'));
    expect((await technician.api.identity.users.list.query(filter)).items.map((item) => item.id)).toEqual([userId]);
  });
});

describe('chosen columns', () => {
  it('are each person’s own, on every device', async () => {
    const [field] = await manager.api.identity.customFields.list.query({ entity: 'location' });
    const { columns, chooseColumns } = manager.api.identity.customFields;
    expect(await columns.query({ list: 'location' })).toBeNull();
    await chooseColumns.mutate({ list: 'location', columns: [field?.id ?? ''] });
    const elsewhere = await signIn(server.url, person('manager'));
    expect(await elsewhere.api.identity.customFields.columns.query({ list: 'location' })).toEqual([field?.id]);
    expect(await admin.api.identity.customFields.columns.query({ list: 'location' })).toBeNull();
  });
});
