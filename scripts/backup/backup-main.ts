/** `npm run backup -- <file>`: everything of a running Muster in one file. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { StartProblem } from '../problem.ts';
import { step } from '../progress.mjs';
import { reportAndExit } from '../report.ts';
import { reachDatabase } from './database-address.ts';
import { writeBackup } from './write-backup.ts';

async function backUp(file: string | undefined): Promise<void> {
  if (!file) throw new StartProblem('No file was named.', 'npm run backup -- muster-backup.gz');
  const target = resolve(process.env.INIT_CWD ?? '.', file);
  if (existsSync(target))
    throw new StartProblem(`${target} exists already.`, 'Name another file, or move that one away.');
  const folder = dirname(target);
  if (!existsSync(folder)) throw new StartProblem(`There is no folder ${folder}.`, `Make it first: mkdir -p ${folder}`);
  const database = await reachDatabase(process.env);
  try {
    const { tables, rows, sha256 } = await step('Writing the backup', () => writeBackup(database.url, target));
    console.log(`✓ ${rows} rows of ${tables} tables are in ${target}\n  sha256 of its contents: ${sha256}`);
    console.log(
      '  The keys of sealed fields are not in it: keep MUSTER_KEYS (or the data folder’s keys) in another place.',
    );
  } finally {
    await database.leave();
  }
}

await backUp(process.argv[2]).catch(reportAndExit);
