import pg from 'pg';
import { errorCode, errorText, StartProblem } from '../problem.ts';
import { type Migration, migrationList, readMigrations } from './migration-files.ts';
import { planMigrations } from './migration-plan.ts';
import { openSchemaEngine } from './schema-engine.ts';

/** Any number will do, as long as every start takes the same. */
const LOCK = 4_820_021;

/**
 * Brings a database up to the committed migrations and records them as `prisma migrate deploy` would.
 * The engine is not even loaded when nothing is pending. Two starts at once wait for each other.
 * @param databaseUrl of a role that may create roles and tables
 * @param migrations those to apply: all, unless a backup is restored that is older
 * @returns the names that were applied
 * @throws StartProblem when the database is newer than the code, or an applied migration was edited
 */
export async function applyMigrations(databaseUrl: string, migrations = readMigrations()): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const { pending, interrupted } = await planMigrations(client, migrations);
    if (pending.length === 0) return [];
    return await applyPending(databaseUrl, migrations, interrupted);
  } finally {
    await client.end();
  }
}

async function applyPending(databaseUrl: string, migrations: Migration[], interrupted: string[]): Promise<string[]> {
  const { engine, lastScriptError, close } = await openSchemaEngine(databaseUrl);
  const filters = { externalTables: [], externalEnums: [] };
  try {
    for (const migrationName of interrupted) await engine.markMigrationRolledBack({ migrationName });
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: migrationList(migrations),
      filters,
    });
    return appliedMigrationNames;
  } catch (error) {
    throw migrationProblem(lastScriptError() ?? error);
  } finally {
    await close();
  }
}

function migrationProblem(error: unknown): StartProblem {
  if (errorCode(error) === '53100') {
    return new StartProblem('The disk is full.', 'Free some space and start again. Nothing that was saved is lost.', {
      cause: error,
    });
  }
  const where = error instanceof pg.DatabaseError && error.where ? ` (${error.where})` : '';
  return new StartProblem(
    `A migration of the database failed: ${errorText(error)}${where}`,
    'Nothing of it was applied. Correct prisma/migrations and start again.',
    { cause: error },
  );
}
