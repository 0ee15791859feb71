/** `npm run restore -- <file>`: fills an empty database from a backup. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { StartProblem } from '../problem.ts';
import { reportAndExit } from '../report.ts';
import { reachEmptyDatabase } from './database-address.ts';
import { restoreBackup } from './restore-backup.ts';

async function restore(file: string | undefined): Promise<void> {
  if (!file) throw new StartProblem('No file was named.', 'npm run restore -- muster-backup.gz');
  const source = resolve(process.env.INIT_CWD ?? '.', file);
  if (!existsSync(source)) throw new StartProblem(`There is no ${source}.`, 'Name the file that npm run backup wrote.');
  const database = await reachEmptyDatabase(process.env);
  try {
    const { tables, rows } = await restoreBackup(database.url, source);
    console.log(`✓ ${rows} rows of ${tables} tables are back.`);
    console.log('  Now check the audit log (npm run audit:verify), and start with the MUSTER_KEYS of before.');
  } finally {
    await database.leave();
  }
}

await restore(process.argv[2]).catch(reportAndExit);
