/** `npm run restore -- <file>`: fills an empty database from a backup. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StartProblem } from '../problem.ts';
import { step } from '../progress.mjs';
import { reportAndExit } from '../report.ts';
import { dataFolderOf, reachEmptyDatabase } from './database-address.ts';
import { restoreBackup } from './restore-backup.ts';

async function restore(file: string | undefined): Promise<void> {
  if (!file) throw new StartProblem('No file was named.', 'npm run restore -- muster-backup.gz');
  const source = resolve(process.env.INIT_CWD ?? '.', file);
  if (!existsSync(source)) throw new StartProblem(`There is no ${source}.`, 'Name the file that npm run backup wrote.');
  const database = await reachEmptyDatabase(process.env);
  try {
    const { tables, rows } = await step('Restoring', () => restoreBackup(database.url, source));
    console.log(`✓ ${rows} rows of ${tables} tables are back.`);
    console.log('  Now check the audit log: npm run audit:verify');
    console.log(`  Then start with the keys of before, or sealed fields stay closed: ${placeOfKeys(process.env)}.`);
  } finally {
    await database.leave();
  }
}

function placeOfKeys(env: NodeJS.ProcessEnv): string {
  const file = join(dataFolderOf(env), 'keys');
  return env.MUSTER_KEYS || env.DATABASE_URL ? 'MUSTER_KEYS' : `the old file in ${file}, or MUSTER_KEYS`;
}

await restore(process.argv[2]).catch(reportAndExit);
