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

describe('a definition', () => {
  it('is one for a repeated call, and refuses a name or key that is taken', async () => {
    const field = { id: newId(), entity: 'board', key: 'cost_centre', label: 'Cost centre' } as const;
    const text = { type: 'text', settings: { maxLength: null } } as const;
    const { customFields } = admin.api.identity;
    await customFields.create.mutate({ ...field, ...text });
    expect(await customFields.create.mutate({ ...field, ...text })).toEqual({ version: 1 });
    const other = { ...field, ...text, id: newId() };
    expect((await problemOf(customFields.create.mutate({ ...other, label: 'Other' }))).message).toContain('key');
    const sameName = customFields.create.mutate({ ...other, key: 'other', label: 'COST CENTRE' });
    expect((await problemOf(sameName)).message).toContain('called');
  });

  it('never changes its type or currency', async () => {
    const id = await define({
      ...{ entity: 'board', label: 'Budget', type: 'money' },
      settings: { currency: 'CAD', min: null, max: null },
    });
    const { update } = admin.api.identity.customFields;
    const text = { type: 'text', settings: { maxLength: null } } as const;
    expect((await problemOf(update.mutate({ id, version: 1, rules: text }))).message).toContain('type');
    const dollars = { type: 'money', settings: { currency: 'USD', min: null, max: null } } as const;
    expect((await problemOf(update.mutate({ id, version: 1, rules: dollars }))).message).toContain('currency');
  });

  it('tells how many records a narrower rule would break, and saves only when that is known', async () => {
    const id = await define({
      ...{ entity: 'location', label: 'Doors', type: 'number' },
      settings: { decimals: 0, min: null, max: null },
    });
    await setOnBranch({ [id]: 12 });
    const { preview, update } = admin.api.identity.customFields;
    const rules = { type: 'number', settings: { decimals: 0, min: null, max: 10 } } as const;
    const change = { id, version: 1, rules };
    expect(await preview.mutate(change)).toEqual({ breaches: 1, removedOptions: {} });
    expect((await problemOf(update.mutate(change))).message).toContain('1 records');
    await update.mutate({ ...change, acceptedBreaches: 1 });
    expect((await branch()).customFields).toMatchObject({ [id]: 12 });
    // What was there before may stay; a new value keeps to the new rule.
    await setOnBranch({ [id]: 12 });
    expect((await problemOf(setOnBranch({ [id]: 11 }))).message).toContain('more than allowed');
  });

  it('keeps an option that records have, archived, and offers it to nobody else', async () => {
    const id = await define({ entity: 'location', label: 'Grade', type: 'choice', settings: { options: sizeOptions } });
    await setOnBranch({ [id]: sizes.small });
    const { preview, update, list } = admin.api.identity.customFields;
    const huge: CustomFieldOption = { id: newId(), label: 'Huge', color: 'red', archived: false };
    const rules = { type: 'choice' as const, settings: { options: [huge] } };
    const removed = (await preview.mutate({ id, version: 1, rules })).removedOptions;
    expect(removed).toEqual({ [sizes.small]: 1, [sizes.large]: 0 });
    await update.mutate({ id, version: 1, rules });
    const field = (await list.query({ entity: 'location' })).find((each) => each.id === id);
    expect(field?.settings).toMatchObject({
      options: [{ label: 'Huge' }, { id: sizes.small, label: 'Small', archived: true }],
    });
    await setOnBranch({ [id]: sizes.small });
    await setOnBranch({ [id]: null });
    expect((await problemOf(setOnBranch({ [id]: sizes.small }))).message).toContain('one of the options');
  });

  it('is put away and comes back with its values', async () => {
    const id = await define({ entity: 'location', label: 'Alarm code', type: 'text', settings: { maxLength: null } });
    await setOnBranch({ [id]: '4711' });
    const { archive, restore } = admin.api.identity.customFields;
    await archive.mutate({ id, version: 1 });
    expect((await branch()).customFields).not.toHaveProperty(id);
    expect((await problemOf(setOnBranch({ [id]: '1' }))).message).toContain('archived');
    await setOnBranch({});
    await restore.mutate({ id, version: 2 });
    expect((await branch()).customFields).toMatchObject({ [id]: '4711' });
  });

  it('is changed by one of two people at once, and the other is told who was faster', async () => {
    const id = await define({ entity: 'board', label: 'Sponsor', type: 'user', settings: {} });
    const executive = await signIn(server.url, person('c_suite'));
    await executive.api.identity.customFields.update.mutate({ id, version: 1, label: 'Patron' });
    const late = await problemOf(admin.api.identity.customFields.update.mutate({ id, version: 1, help: 'Who pays' }));
    expect(late).toMatchObject({
      ...{ code: 'version_conflict', message: expect.stringContaining(person('c_suite').name) },
      conflict: { currentVersion: 2, changes: [{ fields: ['label'] }] },
    });
  });

  it('is nobody’s to make without the right', async () => {
    const field = { id: newId(), entity: 'user', key: 'mine', label: 'Mine', type: 'text', settings: {} } as const;
    const refused = manager.api.identity.customFields.create.mutate({ ...field, settings: { maxLength: null } });
    expect((await problemOf(refused)).code).toBe('forbidden');
  });

  it('is put where it belongs', async () => {
    const { list, reorder } = admin.api.identity.customFields;
    const before = (await list.query({ entity: 'board' })).map(({ id }) => id);
    const [first = '', second = '', ...rest] = before;
    await reorder.mutate({ entity: 'board', ids: [second, first] });
    expect((await list.query({ entity: 'board' })).map(({ id }) => id)).toEqual([second, first, ...rest]);
    const lost = reorder.mutate({ entity: 'board', ids: [newId()] });
    expect((await problemOf(lost)).code).toBe('not_found');
  });
});
