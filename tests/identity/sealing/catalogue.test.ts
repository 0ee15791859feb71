import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { platformColumns, sealedColumns } from '../../../apps/server/src/core/sealing/sealed-columns.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';

/** Bytes that are no secret: documents, public keys, and the chain of the audit log. */
const openColumns = [
  'audit_checkpoint.hash',
  'audit_link.hash',
  'audit_link.previous_hash',
  'document_snapshot.bytes',
  'document_snapshot.coverage',
  'document_update.bytes',
  'document_version.bytes',
  'passkey.public_key',
];

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
});

afterAll(() => database.drop());

async function names(query: string): Promise<string[]> {
  return (await database.query<{ name: string }>(query)).map(({ name }) => name).sort();
}

describe('the registry of sealed columns', () => {
  it('names every column with bytes that is not known to be open', async () => {
    const bytes = await names(
      `select table_name || '.' || column_name as name from information_schema.columns
       where table_schema = 'public' and data_type = 'bytea'`,
    );
    const hashes = Object.values(sealedColumns).flatMap((each) =>
      'hash' in each ? [`${each.table}.${each.hash}`] : [],
    );
    const known = [...Object.keys(sealedColumns), ...Object.keys(platformColumns), ...hashes, ...openColumns];
    expect(bytes).toEqual(known.sort());
  });

  it('is what the rotation may write, and nothing else', async () => {
    const writable = await names(
      `select table_name || '.' || column_name as name from information_schema.column_privileges
       where grantee = 'muster_rotation' and privilege_type = 'UPDATE' and table_name not like 'key\\_rotation%'`,
    );
    const hashes = Object.values(sealedColumns).flatMap((each) =>
      'hash' in each ? [`${each.table}.${each.hash}`] : [],
    );
    expect(writable).toEqual([...Object.keys(sealedColumns), ...hashes].sort());
    const readable = await names(
      `select table_name || '.' || column_name as name from information_schema.column_privileges
       where grantee = 'muster_rotation' and privilege_type = 'SELECT' and table_name not like 'key\\_rotation%'`,
    );
    const rows = Object.values(sealedColumns).flatMap(({ table, rowId }) => [
      `${table}.tenant_id`,
      `${table}.${rowId}`,
    ]);
    expect(readable).toEqual([...new Set([...writable, ...rows])].sort());
  });

  it('finds the rows of a company in order by an index', async () => {
    const indexed = await names(
      `select c.relname || '.' || row_id.attname as name from pg_index x join pg_class c on c.oid = x.indrelid
       join pg_attribute tenant on tenant.attrelid = c.oid and tenant.attnum = x.indkey[0] and tenant.attname = 'tenant_id'
       join pg_attribute row_id on row_id.attrelid = c.oid and row_id.attnum = x.indkey[1] where x.indisunique`,
    );
    for (const { table, rowId } of Object.values(sealedColumns)) expect(indexed).toContain(`${table}.${rowId}`);
  });
});
