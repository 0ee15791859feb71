/** `npm run db:migrate`: applies the committed migrations to DATABASE_URL. */
import { StartProblem } from '../problem.ts';
import { reportAndExit } from '../report.ts';
import { applyMigrations } from './apply-migrations.ts';

async function main(): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new StartProblem('DATABASE_URL is not set.', 'Set it to postgres://user:password@host/database');
  const applied = await applyMigrations(url);
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`);
}

await main().catch(reportAndExit);
// The engine's timer for its lock would keep the process for another 10 s.
process.exit(0);
