import pg from 'pg';
import { errorText, StartProblem } from '../problem.ts';

const OLDEST = 15;

/** Checks that a PostgreSQL of the user's own answers and is new enough. */
export async function requirePostgres(databaseUrl: string): Promise<void> {
  const version = await serverVersion(databaseUrl);
  if (version >= OLDEST * 10_000) return;
  throw new StartProblem(
    `DATABASE_URL leads to PostgreSQL ${Math.floor(version / 10_000)}; Muster needs ${OLDEST} or newer.`,
    'Upgrade it, or leave DATABASE_URL away to use the built-in one.',
  );
}

async function serverVersion(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::integer as version`,
    );
    return rows[0]?.version ?? 0;
  } catch (error) {
    const message = error instanceof AggregateError ? error.errors.map(errorText).join(', ') : errorText(error);
    throw new StartProblem(
      `The PostgreSQL of DATABASE_URL does not answer: ${message}.`,
      'Check address, name and password, and that the database exists; or leave DATABASE_URL away to use the built-in one.',
      { cause: error },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
