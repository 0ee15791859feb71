/** `npm run backup -- <file>`: everything of a running Muster in one file. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { StartProblem } from '../problem.ts';
import { reportAndExit } from '../report.ts';
import { reachDatabase } from './database-address.ts';
import { writeBackup } from './write-backup.ts';

async function backUp(file: string | undefined): Promise<void> {
  if (!file) throw new StartProblem('No file was named.', 'npm run backup -- muster-backup.gz');
  const target = resolve(process.env.INIT_CWD ?? '.', file);
  if (existsSync(target))
    throw new StartProblem(`${target} exists already.`, 'Name another file, or move that one away.');
  const database = await reachDatabase(process.env);
  try {
    const { tables, rows, sha256 } = await writeBackup(database.url, target);
    console.log(`✓ ${rows} rows of ${tables} tables are in ${target}\n  sha256 of its contents: ${sha256}`);
    console.log(
      '  The keys of sealed fields are not in it: keep MUSTER_KEYS (or the data folder’s keys) in another place.',
    );
  } finally {
    await database.leave();
  }
}

await backUp(process.argv[2]).catch(reportAndExit);
