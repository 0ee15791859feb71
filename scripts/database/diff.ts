import { migrationList, readMigrations, readSchema } from './migration-files.ts';
import { openSchemaEngine } from './schema-engine.ts';

/**
 * The SQL that leads from the committed migrations to prisma/models; empty when they agree.
 * @param scratchUrl a throw-away database server: the migrations are replayed in a database of their own, which is dropped
 */
export async function diffMigrationsToSchema(scratchUrl: string): Promise<string> {
  const { engine, lastScriptError, close } = await openSchemaEngine(scratchUrl);
  try {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'migrations', ...migrationList(readMigrations()) },
      to: { tag: 'schemaDatamodel', ...readSchema() },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return exitCode === 0 ? '' : (stdout ?? '');
  } catch (error) {
    throw lastScriptError() ?? error;
  } finally {
    await close();
  }
}
