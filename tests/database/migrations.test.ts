import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { applyMigrations } from '../../scripts/database/apply-migrations.ts';
import { diffMigrationsToSchema } from '../../scripts/database/diff.ts';
import { readMigrations } from '../../scripts/database/migration-files.ts';
import { addressOf, createEmptyDatabase } from '../support/database.ts';

const database = await createEmptyDatabase();
afterAll(() => database.drop());

async function rows<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('the committed migrations lead exactly to prisma/models', async () => {
  expect(await diffMigrationsToSchema(addressOf('postgres'))).toBe('');
});

describe('applying the migrations to a new database', () => {
  const names = readMigrations().map(({ name }) => name);

  test('two starts at once apply each of them once', async () => {
    const applied = await Promise.all([applyMigrations(database.url), applyMigrations(database.url)]);
    expect(applied.flat().sort()).toEqual(names);
  });

  test('records them as prisma migrate deploy would', async () => {
    const recorded = await rows(
      `select migration_name, checksum, finished_at is not null as finished, rolled_back_at, logs, applied_steps_count
         from _prisma_migrations order by migration_name`,
    );
    expect(recorded).toEqual(
      readMigrations().map(({ name, checksum }) => ({
        migration_name: name,
        checksum,
        finished: true,
        rolled_back_at: null,
        logs: null,
        applied_steps_count: 1,
      })),
    );
  });

  test('does nothing the second time', async () => {
    expect(await applyMigrations(database.url)).toEqual([]);
  });

  test('refuses when an applied migration was edited', async () => {
    await rows(`update _prisma_migrations set checksum = reverse(checksum)`);
    await expect(applyMigrations(database.url)).rejects.toThrow(/was changed after it had been applied/);
    await rows(`update _prisma_migrations set checksum = reverse(checksum)`);
  });

  test('refuses a database that is newer than the code', async () => {
    await rows(
      `insert into _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       values ('future', 'x', now(), '29990101000000_from_the_future', now(), 1)`,
    );
    await expect(applyMigrations(database.url)).rejects.toThrow(/newer than this version of Muster/);
    await rows(`delete from _prisma_migrations where id = 'future'`);
  });
});

test('a start that was killed inside a migration is mended by the next one', async () => {
  const half = await createEmptyDatabase();
  try {
    const client = new pg.Client({ connectionString: half.url });
    await client.connect();
    const [first] = readMigrations();
    await client.query(
      `create table _prisma_migrations (id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
         migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
         started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`,
    );
    await client.query('insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)', [
      'killed',
      first?.checksum,
      first?.name,
    ]);
    await client.end();
    expect(await applyMigrations(half.url)).toContain(first?.name);
  } finally {
    await half.drop();
  }
});
