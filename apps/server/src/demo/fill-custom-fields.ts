import type { CustomFieldValue } from '@muster/contract/identity/custom-fields/value';
import type pg from 'pg';
import { auditRow } from './audit-rows.ts';
import { insertRows, type Row } from './bulk-insert.ts';
import type { Company } from './companies.ts';
import { boardFields, type DemoField, locationFields, type NamedBoard, peopleFields } from './custom-fields.ts';
import { day, isoInstant } from './instants.ts';

interface Named {
  id: string;
  name: string;
}

/** Defines the company's own fields and fills them in, as their owner and managers would have. */
export async function fillCustomFields(client: pg.ClientBase, company: Company): Promise<void> {
  const { rows: boards } = await client.query<NamedBoard>('select id::text as id, name from board order by id');
  await fill(client, company, { table: 'user', fields: peopleFields(company), records: company.people });
  await fill(client, company, { table: 'location', fields: locationFields(company), records: company.locations });
  await fill(client, company, { table: 'board', fields: boardFields(company), records: boards });
}

interface Filling<Kind> {
  table: string;
  fields: readonly DemoField<Kind>[];
  records: readonly Kind[];
}

async function fill<Kind extends Named>(client: pg.ClientBase, company: Company, filling: Filling<Kind>) {
  const { table, fields, records } = filling;
  const made = fields.map((field, position) => ({ field, row: definitionRow(company, field, position) }));
  await insertRows(
    client,
    'custom_field',
    made.map(({ row }) => row),
  );
  await insertRows(
    client,
    'audit_entry',
    made.map(({ field, row }) => definedEntry(company, field, String(row.id))),
  );
  const valued = records.map((record) => ({ id: record.id, values: valuesOf(company, fields, record) }));
  await client.query(
    `update "${table}" record set custom_fields = filled.values
     from jsonb_to_recordset($1::jsonb) as filled (id uuid, values jsonb) where record.id = filled.id`,
    [JSON.stringify(valued)],
  );
  await insertRows(client, 'custom_field_index', indexRows(company, fields, valued));
  await insertRows(client, 'list_columns', columnRows(company, table, fields));
}

function idOf({ random, foundedAt }: Company, { entity, key }: Pick<DemoField<never>, 'entity' | 'key'>): string {
  return random.stream(`field/${entity}/${key}`).id(foundedAt);
}

type Definition = Omit<DemoField<never>, 'valueOf'>;

function definitionRow(company: Company, field: Definition, position: number): Row {
  const { entity, key, type, label, help = '', required = false, indexed = false, settings } = field;
  const [owner] = company.people;
  const at = isoInstant(company.foundedAt + 30 * day);
  return {
    ...{ tenant_id: company.id, id: idOf(company, field), entity, key, type, label, help, required, indexed, settings },
    ...{ position, index_ready: true, version: 1, created_at: at, updated_at: at, created_by_id: owner?.id },
  };
}

function definedEntry(company: Company, { entity, key, type, label }: Definition, entityId: string): Row {
  return auditRow(company, {
    ...{ at: company.foundedAt + 30 * day, actor: company.people[0] ?? null, version: 1 },
    ...{ action: 'identity.custom_field.created', entity: 'identity.custom_field', entityId },
    after: { entity, key, type, label },
  });
}

type Values = Record<string, CustomFieldValue>;

function valuesOf<Kind extends Named>(company: Company, fields: readonly DemoField<Kind>[], record: Kind): Values {
  const random = company.random.stream(`fields/${record.name}`);
  const entries = fields.map((field) => [idOf(company, field), field.valueOf(record, random)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, CustomFieldValue] => entry[1] !== null));
}

/** As the commands would have written them, for the types that the demo's indexed fields have. */
function indexRows(
  company: Company,
  fields: readonly Definition[],
  records: readonly { id: string; values: Values }[],
) {
  const indexed = fields.filter((field) => field.indexed);
  return indexed.flatMap((field) =>
    records.flatMap(({ id, values }): Row[] => {
      const value = values[idOf(company, field)];
      if (value === undefined) return [];
      const entry = { tenant_id: company.id, field_id: idOf(company, field), entity_id: id, slot: 0 };
      const isText = field.type === 'choice' || field.type === 'text';
      const text = isText && typeof value === 'string' ? value.toLowerCase() : null;
      const number = typeof value === 'number' ? value : null;
      return [{ ...entry, text_value: text, number_value: number, date_value: field.type === 'date' ? value : null }];
    }),
  );
}

/** Everybody sees what is indexed as a column, until they choose otherwise. */
function columnRows(company: Company, list: string, fields: readonly Definition[]): Row[] {
  const columns = fields.filter((field) => field.indexed).map((field) => idOf(company, field));
  return company.people.map(({ id }) => ({ tenant_id: company.id, user_id: id, list, columns }));
}
