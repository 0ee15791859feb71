import { afterAll, beforeAll } from 'vitest';
import { closeDatabase, openDatabase } from '../../apps/server/src/core/database/index.ts';
import { createDatabase, type TestDatabase } from './database.ts';

/**
 * A database for all tests of one file, open in this process as it is in a server: there once the file's own `beforeAll` runs,
 * gone after its `afterAll`. Call it at the head of the file.
 */
export function databaseOfFile(): TestDatabase {
  let made: TestDatabase | undefined;
  beforeAll(async () => {
    made = await createDatabase();
    openDatabase(made.url);
  });
  afterAll(async () => {
    await closeDatabase();
    await made?.drop();
  });
  const database = () => {
    if (!made)
      throw new Error('The database of this file is there from its first hook or test on, not while it is read.');
    return made;
  };
  return {
    get url() {
      return database().url;
    },
    query: (sql, values) => database().query(sql, values),
    drop: () => database().drop(),
  };
}
