import { spawnSync } from 'node:child_process';
import pg from 'pg';
import { generateClient } from '../../scripts/build/prisma-client.ts';
import { buildServer } from '../../scripts/build/server.ts';
import { applyMigrations } from '../../scripts/database/apply-migrations.ts';
import { startScratchPostgres } from '../../scripts/database/scratch-postgres.ts';
import { inRepository } from '../../scripts/repository.ts';
import { TEMPLATE } from './database.ts';

/**
 * Sets up what all tests of one run share: the built server, one PostgreSQL, and in it a template database that is
 * migrated and holds the people of fixtures.ts; a durable one waits for the disk. Returns what takes it down again.
 */
export async function setStage({ durable = false } = {}): Promise<() => Promise<void>> {
  await generateClient();
  // Tests that start no server run anyway; those that do report this (server.ts), and never meet an old bundle.
  await buildServer().catch((error: Error) => {
    process.env.MUSTER_TEST_BUILD_ERROR = error.message;
  });
  const postgres = await startScratchPostgres({ durable });
  try {
    await query(postgres.url('postgres'), `create database ${TEMPLATE}`);
    await furnish(postgres.url(TEMPLATE));
    await query(postgres.url('postgres'), `alter database ${TEMPLATE} is_template true allow_connections false`);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  process.env.MUSTER_TEST_POSTGRES = postgres.url('');
  return postgres.stop;
}

/** Migrates an empty database and writes the people of fixtures.ts into it. */
export async function furnish(databaseUrl: string): Promise<void> {
  await applyMigrations(databaseUrl);
  seedFixtures(databaseUrl);
}

async function query(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** In a process of its own: the server's modules keep connections, and the test runner shall not load them. */
function seedFixtures(databaseUrl: string): void {
  const env = { ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: 'warn' };
  const script = [inRepository('scripts/run.mjs'), inRepository('tests/support/seed-fixtures.ts')];
  const { status, stderr, stdout } = spawnSync(process.execPath, script, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The test fixtures could not be made: ${stderr}${stdout}`);
}
