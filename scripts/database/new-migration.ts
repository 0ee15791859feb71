/** `npm run db:migration NAME`: writes the migration that leads from the committed ones to prisma/models. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { StartProblem } from '../problem.ts';
import { reportAndExit } from '../report.ts';
import { repositoryRoot } from '../repository.ts';
import { diffMigrationsToSchema } from './diff.ts';
import { migrationsFolder } from './migration-files.ts';
import { startScratchPostgres } from './scratch-postgres.ts';

const HAND_WRITTEN = '-- Hand-written: what prisma/models cannot say (policies, grants, constraints, functions).\n';

async function writeMigration(name: string, empty: boolean): Promise<string> {
  const postgres = await startScratchPostgres();
  try {
    const sql = await diffMigrationsToSchema(postgres.url('postgres'));
    if (sql === '' && !empty) {
      throw new StartProblem(
        'The committed migrations already lead to prisma/models: there is nothing to write.',
        'For a migration of hand-written SQL only, add --empty.',
      );
    }
    const timestamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
    const folder = join(migrationsFolder, `${timestamp}_${name}`);
    mkdirSync(folder);
    writeFileSync(join(folder, 'migration.sql'), sql || HAND_WRITTEN);
    return relative(repositoryRoot, join(folder, 'migration.sql'));
  } finally {
    await postgres.stop();
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { empty: { type: 'boolean', default: false } },
  });
  const name = positionals
    .join('_')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_');
  if (!name) throw new StartProblem('A migration needs a name.', 'For example: npm run db:migration add_card_labels');
  console.log(
    `Wrote ${await writeMigration(name, values.empty)}. Add policies and grants for new tables to it by hand.`,
  );
}

await main().catch(reportAndExit);
