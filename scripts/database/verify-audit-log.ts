/** `npm run audit:verify [-- tenant=head …]`: reaches the database as a backup does, and has every audit log in it checked. */
import { spawnSync } from 'node:child_process';
import { reachDatabase } from '../backup/database-address.ts';
import { reportAndExit } from '../report.ts';
import { inRepository } from '../repository.ts';

async function verify(notedHeads: readonly string[]): Promise<number> {
  const database = await reachDatabase(process.env);
  try {
    const program = ['scripts/run.mjs', 'apps/server/src/identity/audit-log/verify-main.ts'].map((path) =>
      inRepository(path),
    );
    const env = { ...process.env, DATABASE_URL: database.url };
    return spawnSync(process.execPath, [...program, ...notedHeads], { env, stdio: 'inherit' }).status ?? 1;
  } finally {
    await database.leave();
  }
}

process.exitCode = await verify(process.argv.slice(2)).catch(reportAndExit);
