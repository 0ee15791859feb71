import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationList, SchemasContainer } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { inRepository } from '../repository.ts';

/** One committed migration. */
export interface Migration {
  name: string;
  sql: string;
  /** As Prisma records it in _prisma_migrations. */
  checksum: string;
}

export const migrationsFolder = inRepository('prisma', 'migrations');

/** The committed migrations, in the order in which they apply. */
export function readMigrations(): Migration[] {
  const names = readdirSync(migrationsFolder).filter((name) =>
    existsSync(join(migrationsFolder, name, 'migration.sql')),
  );
  return names.sort().map((name) => {
    const sql = readFileSync(join(migrationsFolder, name, 'migration.sql'), 'utf8');
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

/** The migrations in the form that the schema engine takes. */
export function migrationList(migrations: Migration[]): MigrationList {
  return {
    baseDir: migrationsFolder,
    lockfile: {
      path: './migration_lock.toml',
      content: readFileSync(join(migrationsFolder, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}

/** prisma/schema.prisma and every model file. */
export function readSchema(): SchemasContainer {
  const models = readdirSync(inRepository('prisma', 'models')).filter((name) => name.endsWith('.prisma'));
  const paths = [
    inRepository('prisma', 'schema.prisma'),
    ...models.sort().map((name) => inRepository('prisma', 'models', name)),
  ];
  return { files: paths.map((path) => ({ path, content: readFileSync(path, 'utf8') })) };
}
