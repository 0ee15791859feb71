import type { CustomFieldFilter } from '@muster/contract/identity/custom-fields/filter';
import type { CustomFieldOption } from '@muster/contract/identity/custom-fields/settings';
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../apps/server/src/core/identifiers.ts';
import { type SignedIn, signIn } from '../../support/client.ts';
import { eventually } from '../../support/eventually.ts';
import { serverOfFile } from '../../support/file-server.ts';
import { companies, person } from '../../support/fixtures.ts';
import { problemOf } from '../../support/problem.ts';

const { database, server } = serverOfFile();
let admin: SignedIn;

const [text, number, money, date, choice, bays, keeper] = Array.from({ length: 7 }, newId) as [
  ...[string, string, string, string, string, string, string],
];
const options: CustomFieldOption[] = ['First', 'Second', 'Third'].map((label) => ({
  ...{ id: newId(), label, color: 'grey', archived: false },
}));
const [first, second, third] = options.map(({ id }) => id) as [string, string, string];
const [driver, mover] = [person('driver').id, person('mover').id];

/** What each branch holds; `Nil` holds nothing. */
const branches: Record<string, Record<string, unknown>> = {
  Ajax: {
    [text]: 'Red door 100%',
    [number]: 1.5,
    [money]: 100,
    [date]: '2026-01-01',
    [choice]: second,
    [bays]: [first],
    [keeper]: driver,
  },
  Barrie: {
    [text]: 'red GATE',
    [number]: -2,
    [money]: 250,
    [date]: '2026-06-30',
    [choice]: first,
    [bays]: [first, third],
  },
  Cobalt: { [text]: 'Blue_gate', [number]: 10, [money]: 100, [date]: '2027-01-01', [choice]: third, [keeper]: mover },
  Dorval: { [text]: `${'x'.repeat(120)}1`, [number]: 9.5, [date]: '2026-06-30', [bays]: [second] },
  Elora: { [text]: `${'x'.repeat(120)}2`, [number]: 10, [choice]: first },
  Nil: {},
};

beforeAll(async () => {
  admin = await signIn(server.url, person('super_admin'));
  const { create } = admin.api.identity.customFields;
  const at = (id: string, label: string) => ({ id, label, key: label.toLowerCase(), entity: 'location' as const });
  await create.mutate({ ...at(text, 'Text'), type: 'text', settings: { maxLength: null } });
  await create.mutate({ ...at(number, 'Number'), type: 'number', settings: { decimals: 2, min: null, max: null } });
  await create.mutate({ ...at(money, 'Money'), type: 'money', settings: { currency: 'CAD', min: null, max: null } });
  await create.mutate({ ...at(date, 'Date'), type: 'date', settings: {} });
  await create.mutate({ ...at(choice, 'Choice'), type: 'choice', settings: { options } });
  await create.mutate({ ...at(bays, 'Bays'), type: 'multi_choice', settings: { options } });
  await create.mutate({ ...at(keeper, 'Keeper'), type: 'user', settings: {} });
  for (const [name, held] of Object.entries(branches)) {
    const id = newId();
    await database.query(
      `insert into location (tenant_id, id, name, time_zone, ownership) values ($1, $2, $3, 'UTC', 'corporate')`,
      [companies.north.id, id, name],
    );
    const amount = held[money] === undefined ? {} : { [money]: { amount: held[money], currency: 'CAD' } };
    await admin.api.identity.locations.update.mutate({ id, version: 1, customFields: { ...held, ...amount } });
  }
});

async function found(...customFields: CustomFieldFilter[]): Promise<string> {
  const { items } = await admin.api.identity.locations.list.query({ customFields });
  return items.map(({ name }) => name).join(' ');
}

const filters: [CustomFieldFilter, string][] = [
  [{ fieldId: text, operator: 'contains', value: 'RED' }, 'Ajax Barrie'],
  [{ fieldId: text, operator: 'contains', value: '100%' }, 'Ajax'],
  [{ fieldId: text, operator: 'contains', value: 'e_g' }, 'Cobalt'],
  [{ fieldId: text, operator: 'equals', value: 'Red gate' }, 'Barrie'],
  [{ fieldId: text, operator: 'equals', value: `${'x'.repeat(120)}2` }, 'Elora'],
  [{ fieldId: text, operator: 'is_empty' }, 'Nil'],
  [{ fieldId: number, operator: 'equals', value: 10 }, 'Cobalt Elora'],
  [{ fieldId: number, operator: 'at_least', value: 9.5 }, 'Cobalt Dorval Elora'],
  [{ fieldId: number, operator: 'at_most', value: -2 }, 'Barrie'],
  [{ fieldId: number, operator: 'between', value: { from: -2, to: 1.5 } }, 'Ajax Barrie'],
  [{ fieldId: money, operator: 'equals', value: 100 }, 'Ajax Cobalt'],
  [{ fieldId: money, operator: 'is_empty' }, 'Dorval Elora Nil'],
  [{ fieldId: date, operator: 'before', value: '2026-06-30' }, 'Ajax'],
  [{ fieldId: date, operator: 'after', value: '2026-06-30' }, 'Cobalt'],
  [{ fieldId: date, operator: 'between', value: { from: '2026-06-30', to: '2027-01-01' } }, 'Barrie Cobalt Dorval'],
  [{ fieldId: choice, operator: 'in', value: [first, third] }, 'Barrie Cobalt Elora'],
  [{ fieldId: bays, operator: 'in', value: [third, second] }, 'Barrie Dorval'],
  [{ fieldId: bays, operator: 'is_empty' }, 'Cobalt Elora Nil'],
  [{ fieldId: keeper, operator: 'in', value: [driver] }, 'Ajax'],
];

describe.each(['unmarked', 'indexed'])('lists by fields that are %s', (state) => {
  beforeAll(async () => {
    if (state === 'unmarked') return;
    const { update, list } = admin.api.identity.customFields;
    for (const id of [text, number, money, date, choice, bays, keeper]) {
      await update.mutate({ id, version: 1, indexed: true });
    }
    await eventually('the index is filled', async () =>
      (await list.query({ entity: 'location' })).every(({ indexReady }) => indexReady),
    );
  });

  it.each(filters)('%j finds %s', async (filter, names) => {
    expect(await found(filter)).toBe(names);
  });

  it('holds all filters at once, beside the search', async () => {
    const both = [filters[7]?.[0], filters[15]?.[0]].filter((each) => each !== undefined);
    expect(await found(...both)).toBe('Cobalt Elora');
    const { items } = await admin.api.identity.locations.list.query({ customFields: both, search: 'elo' });
    expect(items.map(({ name }) => name)).toEqual(['Elora']);
  });

  it('refuses a filter that does not fit', async () => {
    const misfits: CustomFieldFilter[] = [
      { fieldId: number, operator: 'contains', value: '1' },
      { fieldId: number, operator: 'equals', value: '1' },
      { fieldId: date, operator: 'before', value: 'tomorrow' },
      { fieldId: choice, operator: 'in', value: ['1'] },
      { fieldId: newId(), operator: 'is_empty' },
    ];
    for (const misfit of misfits) expect((await problemOf(found(misfit))).code).toBe('invalid_input');
  });
});

describe('an order by a field', () => {
  async function ordered(fieldId: string, descending: boolean): Promise<string> {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await admin.api.identity.locations.list.query({
        ...{ sort: { fieldId, descending }, limit: 2 },
        ...(cursor && { cursor }),
      });
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return names.join(' ');
  }

  it.each([
    [text, 'Cobalt Ajax Barrie', 'Dorval'],
    [number, 'Barrie Ajax Dorval', 'Cobalt'],
    [date, 'Ajax', 'Cobalt'],
    [choice, 'Barrie Elora Ajax Cobalt', 'Cobalt Ajax'],
  ])('runs over all pages, with what has no value at the end', async (fieldId, begins, beginsBackwards) => {
    const forwards = await ordered(fieldId, false);
    expect(forwards.startsWith(begins), forwards).toBe(true);
    expect(forwards.split(' ').sort()).toEqual(Object.keys(branches).sort());
    const backwards = await ordered(fieldId, true);
    expect(backwards.split(' ').sort()).toEqual(Object.keys(branches).sort());
    expect(backwards.endsWith('Nil') || fieldId !== text).toBe(true);
    expect(
      [beginsBackwards, beginsBackwards.replace('Cobalt', 'Elora'), 'Elora'].some((start) =>
        backwards.startsWith(start),
      ),
      backwards,
    ).toBe(true);
  });

  it('is refused for a field that is not indexed, or cannot be ordered', async () => {
    expect((await problemOf(ordered(keeper, false))).code).toBe('invalid_input');
    expect((await problemOf(ordered(bays, false))).code).toBe('invalid_input');
  });

  it('begins anew at a cursor that names no place', async () => {
    const query = { sort: { fieldId: number, descending: false }, limit: 2 };
    const page = await admin.api.identity.locations.list.query({ ...query, cursor: 'nonsense' });
    expect(page.items.map(({ name }) => name)).toEqual(['Barrie', 'Ajax']);
  });
});
