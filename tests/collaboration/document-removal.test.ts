import { DocumentRejectedError } from '@muster/sync/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { documents } from '../../apps/server/src/collaboration/index.ts';
import { PostgresDocumentLog } from '../../apps/server/src/collaboration/postgres-document-log.ts';
import { systemActor } from '../../apps/server/src/core/actor.ts';
import { closeDatabase, openDatabase, withTenant } from '../../apps/server/src/core/database/index.ts';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { companies } from '../support/fixtures.ts';

const north = systemActor(companies.north.id);
const south = systemActor(companies.south.id);
const log = new PostgresDocumentLog();
const update = Uint8Array.from(Y.encodeStateAsUpdate(new Y.Doc()));
let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
  openDatabase(database.url);
});

afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

function newDocument(): Promise<string> {
  return withTenant(north, (transaction) => documents.create(transaction, north, { name: `board/${newId()}`, update }));
}

async function updatesOf(documentId: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    'select count(*)::int from document_update where document_id = $1',
    [documentId],
  );
  return row?.count ?? 0;
}

// No foreign key sees to these (docs/adr/0016).
describe('the log and its document', () => {
  test('a document that is removed takes its updates along, also those that are appended in that moment', async () => {
    for (let round = 0; round < 10; round++) {
      const documentId = await newDocument();
      let appended = 0;
      const appending = async () => {
        for (;;) {
          await log.append([{ documentId, bytes: update, actorId: null }]);
          appended += 1;
        }
      };
      const refusal = appending().catch((error: unknown) => error);
      while (appended <= round) await new Promise((resolve) => setImmediate(resolve));
      await database.query('delete from document where id = $1', [documentId]);
      expect(await refusal).toBeInstanceOf(DocumentRejectedError);
      expect(await updatesOf(documentId)).toBe(0);
    }
  });

  test('a command lays down first updates of the company’s own documents only', async () => {
    const data = (tenantId: string, documentId: string) => ({ tenantId, documentId, sequence: 1n, bytes: update });
    const nowhere = newId();
    const foreign = await newDocument();
    await database.query('delete from document_update where document_id = $1', [foreign]);
    const write = (documentId: string) =>
      withTenant(south, (transaction) => transaction.documentUpdate.create({ data: data(south.tenantId, documentId) }));
    for (const documentId of [nowhere, foreign]) {
      await expect(write(documentId)).rejects.toThrow(/row-level security/);
      expect(await updatesOf(documentId)).toBe(0);
    }
  });
});
