import { join } from 'node:path';
import pg from 'pg';
import { readMigrations } from '../database/migration-files.ts';
import { planMigrations } from '../database/migration-plan.ts';
import { type EmbeddedPostgres, startPostgres } from '../postgres/server.ts';
import { say, step } from '../progress.mjs';
import { inRepository } from '../repository.ts';
import { isDemoWanted, writeDemo } from './demo.ts';
import { requirePostgres } from './external-postgres.ts';
import { runProgram } from './program.ts';
import type { Settings } from './settings.ts';

/** Name of the database in the built-in PostgreSQL. */
export const DATABASE = 'muster';

/** The database that the server works on, migrated. */
export interface RunningDatabase {
  url: string;
  /** Undefined when the PostgreSQL is the user's own. */
  postgres: EmbeddedPostgres | undefined;
}

/** Starts or reaches PostgreSQL, and makes sure that the database exists. */
export async function openDatabase({ databaseUrl, dataDir }: Settings): Promise<RunningDatabase> {
  if (databaseUrl) {
    await requirePostgres(databaseUrl);
    return { url: databaseUrl, postgres: undefined };
  }
  const options = { dataFolder: join(dataDir, 'postgres'), logFile: join(dataDir, 'postgres.log') };
  const postgres = await step('Starting PostgreSQL', () => startPostgres(options));
  if (postgres.mended !== 'none') say('  An earlier start was killed; what it left behind was cleared away.');
  try {
    await ensureDatabase(postgres.url('postgres'));
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return { url: postgres.url(DATABASE), postgres };
}

/** Brings the database up to the code, and writes the demo company into an empty one. */
export async function fillDatabase({ url }: RunningDatabase, { demo, demoSize, dataDir }: Settings): Promise<void> {
  await migrate(url);
  if (demo && (await isDemoWanted(url))) await writeDemo(url, demoSize, dataDir);
}

/** Makes the database of that name where there is none. */
export async function ensureDatabase(serverUrl: string): Promise<void> {
  const exists = await query(serverUrl, `select from pg_database where datname = '${DATABASE}'`);
  if (exists === 0) await query(serverUrl, `create database ${DATABASE}`);
}

/** The schema engine (100 MB) runs in a process of its own, and only when something is pending. */
async function migrate(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { pending } = await planMigrations(client, readMigrations());
  await client.end();
  if (pending.length === 0) return;
  const program = inRepository('apps/server/dist/migrate.js');
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  await step('Bringing the database up to this version', () => runProgram(program, [], env));
}

async function query(connectionString: string, sql: string): Promise<number> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}
