/** The second half of `npm start`: everything after the packages are installed. */
import { join } from 'node:path';
import { generateClient } from '../build/prisma-client.ts';
import { buildServer } from '../build/server.ts';
import { buildWeb } from '../build/web.ts';
import { say, step } from '../progress.mjs';
import { reportAndExit } from '../report.ts';
import { inRepository } from '../repository.ts';
import { claimDataFolder } from './data-folder.ts';
import { fillDatabase, openDatabase } from './database.ts';
import { requireFreePort } from './port.ts';
import { ServerProcess } from './server-process.ts';
import { readSettings, type Settings } from './settings.ts';
import { Shutdown } from './shutdown.ts';
import { welcome } from './welcome.ts';

async function start(settings: Settings, shutdown: Shutdown): Promise<void> {
  shutdown.add(claimDataFolder(settings.dataDir));
  await requireFreePort(settings.port, settings.host);
  await step('Generating the database client', generateClient);
  await step('Building the server', buildServer);
  const web = step('Building the web app', buildWeb);
  // Awaited below; a failure in the meantime must not count as unhandled.
  web.catch(() => undefined);
  const database = await openDatabase(settings);
  if (database.postgres) shutdown.add(database.postgres.stop);
  await fillDatabase(database, settings);
  await web;
  const server = new ServerProcess({
    env: serverEnvironment(settings, database.url),
    logFile: join(settings.dataDir, 'server.log'),
    showLogs: settings.showLogs,
  });
  shutdown.add((now) => server.stop(now));
  await step('Starting the server', () => server.start());
  void database.postgres?.exited.then((code) => postgresEnded(shutdown, code, settings));
}

function serverEnvironment(settings: Settings, databaseUrl: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'production',
    PORT: String(settings.port),
    HOST: settings.host,
    PUBLIC_URL: settings.publicUrl,
    DATABASE_URL: databaseUrl,
    DATA_DIR: settings.dataDir,
    WEB_DIST: inRepository('apps/web/dist'),
    MUSTER_DEMO: settings.demo ? '1' : '0',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
  };
}

/** The built-in PostgreSQL is only ever stopped by us; if it ends by itself, going on would help nobody. */
async function postgresEnded(shutdown: Shutdown, code: number | null, { dataDir }: Settings): Promise<void> {
  if (shutdown.isRunning) return;
  say(`\n✗ PostgreSQL ended unexpectedly (code ${code}). Why stands in ${join(dataDir, 'postgres.log')}.`);
  say('  Everything that was saved is in the data folder: start again with npm start.\n');
  await shutdown.run(true);
  process.exit(1);
}

const shutdown = new Shutdown();
shutdown.listen();
try {
  const settings = readSettings(process.argv.slice(2), process.env);
  await start(settings, shutdown);
  await welcome(settings, performance.now() / 1000);
} catch (error) {
  await shutdown.run(true);
  reportAndExit(error);
}
