import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

/** Prisma's schema engine, connected to one database. */
export interface ConnectedEngine {
  engine: bindings.SchemaEngine;
  /** The error that PostgreSQL gave to the last script that failed; the engine's own errors lack it. */
  lastScriptError: () => unknown;
  close: () => Promise<void>;
}

/** Opens the schema engine (WebAssembly: nothing to download) on a database. */
export async function openSchemaEngine(databaseUrl: string): Promise<ConnectedEngine> {
  await loadWebAssembly();
  const pool = new pg.Pool({ connectionString: databaseUrl });
  let scriptError: unknown;
  const factory = sendingWholeScripts(new PrismaPg(pool), (error) => {
    scriptError = error;
  });
  const engine = await bindings.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  const close = async () => {
    engine.free();
    await pool.end();
  };
  return { engine, lastScriptError: () => scriptError, close };
}

/**
 * Prisma's adapter cuts a script at every semicolon, which breaks functions and DO blocks. Sent as one message instead, a
 * script is also one transaction: a migration that fails or is killed half-way leaves nothing behind.
 */
function sendingWholeScripts(
  prisma: PrismaPg,
  onError: (error: unknown) => void,
): SqlMigrationAwareDriverAdapterFactory {
  const whole = (adapter: Awaited<ReturnType<PrismaPg['connect']>>) => {
    adapter.executeScript = async (script) => {
      try {
        await adapter.underlyingDriver().query(script);
      } catch (error) {
        onError(error);
        throw error;
      }
    };
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) =>
      withCharacterColumns(await queryRaw({ ...query, sql: castCharacters(query.sql) }));
    return adapter;
  };
  return {
    provider: prisma.provider,
    adapterName: prisma.adapterName,
    connect: async () => whole(await prisma.connect()),
    connectToShadowDb: async () => whole(await prisma.connectToShadowDb()),
  };
}

const CHARACTER_COLUMNS = new Set(['constraint_type', 'confdeltype', 'confupdtype']);

/**
 * The engine asks the catalogue for columns of the type "char", which Prisma's adapter cannot read; and PostgreSQL 18
 * lists NOT NULL among the constraints, which the engine does not know.
 */
function castCharacters(sql: string): string {
  return sql
    .replace('constr.contype AS constraint_type', 'constr.contype::text AS constraint_type')
    .replace(/con\.(confdeltype|confupdtype),/g, 'con.$1::text AS $1,')
    .replace("contype NOT IN ('p', 'u', 'f')", "contype NOT IN ('p', 'u', 'f', 'n')");
}

function withCharacterColumns(result: SqlResultSet): SqlResultSet {
  const columnTypes = result.columnTypes.map((type, i) =>
    CHARACTER_COLUMNS.has(result.columnNames[i] ?? '') ? ColumnTypeEnum.Character : type,
  );
  return { ...result, columnTypes };
}

let loaded: Promise<void> | undefined;

function loadWebAssembly(): Promise<void> {
  loaded ??= (async () => {
    const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
    const code = await readFile(join(folder, 'schema_engine_bg.wasm'));
    const imports = { './schema_engine_bg.js': { ...bindings } };
    const { instance } = await WebAssembly.instantiate(code, imports);
    bindings.__wbg_set_wasm(instance.exports);
    const start = instance.exports.__wbindgen_start;
    if (typeof start === 'function') start();
  })();
  return loaded;
}
