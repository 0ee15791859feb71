import { checkCustomFields } from '@muster/contract/identity/custom-fields/changes';
import type { CustomField } from '@muster/contract/identity/custom-fields/definition';
import { problemWords } from '@muster/contract/identity/custom-fields/value';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../apps/server/src/core/identifiers.ts';
import { type SignedIn, signIn } from '../../support/client.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { companies, person } from '../../support/fixtures.ts';
import { startServer, type TestServer } from '../../support/server.ts';

const options = ['One', 'Two', 'Gone'].map((label) => ({
  ...{ id: newId(), label, color: 'grey' as const, archived: label === 'Gone' },
}));

const common: Omit<CustomField, 'id' | 'key' | 'label' | 'type' | 'settings'> = {
  entity: 'location',
  help: '',
  required: false,
  indexed: true,
  indexReady: true,
  position: 0,
  version: 1,
  archivedAt: null,
};

const fields: CustomField[] = [
  { ...common, id: newId(), key: 'text', label: 'Text', type: 'text', settings: { maxLength: 12 } },
  {
    ...common,
    id: newId(),
    key: 'number',
    label: 'Number',
    type: 'number',
    settings: { decimals: 2, min: -5, max: 5e6 },
  },
  {
    ...common,
    id: newId(),
    key: 'money',
    label: 'Money',
    type: 'money',
    settings: { currency: 'CAD', min: 0, max: null },
  },
  { ...common, id: newId(), key: 'date', label: 'Date', type: 'date', settings: {} },
  { ...common, id: newId(), key: 'choice', label: 'Choice', type: 'choice', settings: { options } },
  { ...common, id: newId(), key: 'bays', label: 'Bays', type: 'multi_choice', settings: { options } },
  { ...common, id: newId(), key: 'keeper', label: 'Keeper', type: 'user', settings: {} },
  { ...common, id: newId(), key: 'plan', label: 'Plan', type: 'link', settings: {} },
];

/** Values that come close to being right, beside whatever JSON can say. */
const value = fc.oneof(
  fc.json({ maxDepth: 6 }).map((text): unknown => JSON.parse(text)),
  fc.constantFrom<unknown>(
    '',
    'fine',
    ' \0 ',
    'half \ud800',
    'x'.repeat(50_000),
    '0000-01-01',
    '2026-02-29',
    '9999-12-31',
  ),
  fc.constantFrom<unknown>(0, -0, 1e21, 0.1 + 0.2, 4.005, Number.MAX_SAFE_INTEGER, 1e-9, true, null, []),
  fc.constantFrom<unknown>(
    'javascript:alert(1)',
    'https://a@b.test',
    'HTTP://fine.test/ä',
    'http://',
    '//x.test',
    'ftp://x',
  ),
  fc.record({ amount: fc.oneof(fc.integer(), fc.double()), currency: fc.constantFrom('CAD', 'USD', '') }),
  fc.array(fc.constantFrom(...options.map(({ id }) => id), newId()), { maxLength: 5 }),
  fc.constantFrom<unknown>(...options.map(({ id }) => id), person('driver').id, person('driver').id.toUpperCase()),
  fc.integer({ min: 10, max: 2000 }).map((depth): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))),
  fc.constant<unknown>(JSON.parse('{"__proto__":{"amount":1},"constructor":{"prototype":1},"toString":"x"}')),
);

const key = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...fields.map(({ id }) => id)) },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', '', newId()) },
);

/** As they come off the wire: own properties, whatever they are called. */
const changes = fc
  .array(fc.tuple(key, value), { maxLength: 4 })
  .map((entries) => `{${entries.map(([name, held]) => `${JSON.stringify(name)}:${JSON.stringify(held)}`).join()}}`);

describe('values of custom fields as strangers send them', () => {
  it('never make the check throw, nor leave a trace on prototypes, and pass a second time as they came out', () => {
    fc.assert(
      fc.property(changes, (text) => {
        const { values, problems } = checkCustomFields(fields, {}, JSON.parse(text) as Record<string, unknown>);
        expect(Object.values(problems).every((problem) => problem in problemWords)).toBe(true);
        expect(Object.keys(values).every((id) => fields.some((field) => field.id === id))).toBe(true);
        expect(({} as Record<string, unknown>).amount).toBeUndefined();
        expect(checkCustomFields(fields, {}, values)).toEqual({ values, problems: {} });
      }),
      { numRuns: 2000 },
    );
  });

  it('are refused by whoever reads them first, however deep or long', () => {
    const deep: unknown = JSON.parse('['.repeat(5000) + ']'.repeat(5000));
    for (const { id } of fields) {
      expect(checkCustomFields(fields, {}, { [id]: deep }).problems).toHaveProperty(id);
      expect(checkCustomFields(fields, {}, { [id]: 'y'.repeat(1_000_000) }).problems).toHaveProperty(id);
      expect(checkCustomFields(fields, { [id]: 'stored' }, { [id]: { stored: deep } }).problems).toHaveProperty(id);
    }
  });
});

describe('the server', () => {
  let database: TestDatabase;
  let server: TestServer;
  let admin: SignedIn;
  const branchId = newId();

  beforeAll(async () => {
    database = await createDatabase();
    server = await startServer({ databaseUrl: database.url });
    admin = await signIn(server.url, person('super_admin'));
    await database.query(
      `insert into location (tenant_id, id, name, time_zone, ownership) values ($1, $2, 'Depot', 'UTC', 'corporate')`,
      [companies.north.id, branchId],
    );
    for (const { id, entity, key: name, label, indexed, ...field } of fields) {
      const { type, settings } = field;
      const definition = { id, entity, key: name, label, indexed, type, settings };
      await admin.api.identity.customFields.create.mutate(definition as Parameters<typeof create>[0]);
    }
  });

  afterAll(async () => {
    await server.stop();
    await database.drop();
  });

  const create = (input: Parameters<SignedIn['api']['identity']['customFields']['create']['mutate']>[0]) => input;

  async function save(text: string): Promise<{ status: number; text: string }> {
    const [row] = await database.query<{ version: number }>(
      `update location set custom_fields = '{}' where id = $1 returning version`,
      [branchId],
    );
    const response = await fetch(`${server.url}/trpc/identity.locations.update`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${admin.token}` },
      body: `{"id":"${branchId}","version":${row?.version},"customFields":${text}}`,
    });
    return { status: response.status, text: await response.text() };
  }

  it('takes and refuses the very same values as the browser does, and keeps what the browser would', async () => {
    const keeper = fields.find(({ type }) => type === 'user')?.id ?? '';
    await fc.assert(
      fc.asyncProperty(changes, async (text) => {
        // Two kinds of refusal come before the rule: the JSON reader's, of prototypes, and the wire's, of long names.
        const sent = JSON.parse(text) as Record<string, unknown>;
        const browser = checkCustomFields(fields, {}, sent);
        const server = await save(text);
        expect([200, 400], server.text).toContain(server.status);
        if (text.includes('__proto__') || text.includes('"constructor"')) return;
        const keeperId = browser.values[keeper];
        const isKnown = keeperId === undefined || keeperId === person('driver').id;
        const accepts = Object.keys(browser.problems).length === 0 && isKnown;
        expect(server.status === 200, `${text.slice(0, 300)} ${server.text.slice(0, 300)}`).toBe(accepts);
        if (!accepts) return;
        const [row] = await database.query<{ held: unknown }>(
          'select custom_fields as held from location where id = $1',
          [branchId],
        );
        expect(row?.held).toEqual(JSON.parse(JSON.stringify(browser.values)));
      }),
      { numRuns: 250 },
    );
  }, 120_000);
});
