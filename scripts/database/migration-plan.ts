import type pg from 'pg';
import { StartProblem } from '../problem.ts';
import type { Migration } from './migration-files.ts';

/** What a database still needs. */
export interface MigrationPlan {
  pending: Migration[];
  /** Begun by an earlier start that was killed; their script left nothing behind, because it is one transaction. */
  interrupted: string[];
}

interface RecordedMigration {
  migration_name: string;
  checksum: string;
  finished: boolean;
}

/** Compares the committed migrations with those that the database records. @throws StartProblem when they contradict each other */
export async function planMigrations(client: pg.Client, migrations: Migration[]): Promise<MigrationPlan> {
  const recorded = await readRecorded(client);
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const record of recorded) refuseContradiction(record, known.get(record.migration_name));
  const finished = new Set(recorded.filter(({ finished }) => finished).map((record) => record.migration_name));
  return {
    pending: migrations.filter(({ name }) => !finished.has(name)),
    interrupted: recorded.filter((record) => !record.finished).map((record) => record.migration_name),
  };
}

async function readRecorded(client: pg.Client): Promise<RecordedMigration[]> {
  const exists = await client.query("select to_regclass('public._prisma_migrations') is not null as exists");
  if (!exists.rows[0].exists) return [];
  const { rows } = await client.query<RecordedMigration>(
    `select migration_name, checksum, finished_at is not null as finished
       from public._prisma_migrations where rolled_back_at is null order by migration_name`,
  );
  return rows;
}

function refuseContradiction(record: RecordedMigration, migration: Migration | undefined): void {
  if (migration === undefined) {
    throw new StartProblem(
      `The database is newer than this version of Muster: it has the migration "${record.migration_name}", which is unknown here.`,
      'Start the newer version of Muster (git pull), or use another database (DATA_DIR or DATABASE_URL).',
    );
  }
  if (record.finished && migration.checksum !== record.checksum) {
    throw new StartProblem(
      `The migration "${record.migration_name}" was changed after it had been applied to this database.`,
      `Bring prisma/migrations/${record.migration_name}/migration.sql back to what was applied (git checkout), and put the change into a new migration (npm run db:migration NAME).`,
    );
  }
}
