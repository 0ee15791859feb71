/** The second half of `npm run cluster`: several servers behind a load balancer, on one machine and without containers. */
import { join } from 'node:path';
import { generateClient } from '../build/prisma-client.ts';
import { buildServer } from '../build/server.ts';
import { buildWeb } from '../build/web.ts';
import { freePort } from '../postgres/server.ts';
import { say, step } from '../progress.mjs';
import { reportAndExit } from '../report.ts';
import { inRepository } from '../repository.ts';
import { claimDataFolder } from '../start/data-folder.ts';
import { fillDatabase, openDatabase } from '../start/database.ts';
import { requireFreePort } from '../start/port.ts';
import { ServerProcess } from '../start/server-process.ts';
import { Shutdown } from '../start/shutdown.ts';
import { welcome } from '../start/welcome.ts';
import { type Companion, requirePrograms } from './companion.ts';
import { startBalancer } from './haproxy.ts';
import { startRedis } from './redis.ts';
import { type ClusterSettings, readClusterSettings } from './settings.ts';

/** Milliseconds between checks are 500 (haproxy-config.ts); with this the balancer has noticed. */
const drainSeconds = '1';

async function start(settings: ClusterSettings, shutdown: Shutdown): Promise<void> {
  shutdown.add(claimDataFolder(settings.dataDir));
  await requireFreePort(settings.port, settings.host);
  await build();
  const database = await openDatabase(settings);
  if (database.postgres) shutdown.add(database.postgres.stop);
  await fillDatabase(database, settings);
  const redisPort = await freePort();
  endWith(shutdown, 'Redis', await step('Starting Redis', () => startRedis(redisPort)));
  const env = environmentOf(settings, database.url, `redis://127.0.0.1:${redisPort}`);
  const serverPorts = await startServers(settings, env, shutdown);
  const balancer = { ...settings, serverPorts, file: join(settings.dataDir, 'haproxy.cfg') };
  endWith(shutdown, 'HAProxy', await step('Starting HAProxy', () => startBalancer(balancer)));
  say(`\nServers: ${serverPorts.map((port) => `http://127.0.0.1:${port}`).join(', ')}; Redis at port ${redisPort}.`);
}

async function build(): Promise<void> {
  await step('Generating the database client', generateClient);
  await step('Building the server', buildServer);
  await step('Building the web app', buildWeb);
}

function environmentOf(settings: ClusterSettings, databaseUrl: string, redisUrl: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PUBLIC_URL: settings.publicUrl,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    DATA_DIR: settings.dataDir,
    WEB_DIST: inRepository('apps/web/dist'),
    MUSTER_DEMO: settings.demo ? '1' : '0',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
    TRUST_PROXY: '1',
    DRAIN_SECONDS: drainSeconds,
  };
}

/** One after the other: the first one makes what they share in the data folder. @returns their ports */
async function startServers(settings: ClusterSettings, env: NodeJS.ProcessEnv, shutdown: Shutdown): Promise<number[]> {
  const ports: number[] = [];
  const servers: ServerProcess[] = [];
  shutdown.add(async (now) => {
    await Promise.all(servers.map((server) => server.stop(now)));
  });
  for (let count = 1; count <= settings.nodes; count++) {
    const port = await freePort();
    const logFile = join(settings.dataDir, `server-${count}.log`);
    const server = new ServerProcess({ env: { ...env, PORT: String(port) }, logFile, showLogs: settings.showLogs });
    servers.push(server);
    await step(`Starting server ${count} of ${settings.nodes}`, () => server.start());
    ports.push(port);
  }
  return ports;
}

function endWith(shutdown: Shutdown, name: string, companion: Companion): void {
  shutdown.add(() => companion.stop());
  void companion.exited.then((code) => {
    if (!shutdown.isRunning) say(`\n! ${name} ended unexpectedly (code ${code}). Ctrl-C, and start again.`);
  });
}

const shutdown = new Shutdown();
shutdown.listen();
try {
  requirePrograms();
  const settings = readClusterSettings(process.argv.slice(2), process.env);
  await start(settings, shutdown);
  await welcome(settings, performance.now() / 1000, 'server-<number>.log');
} catch (error) {
  await shutdown.run(true);
  reportAndExit(error);
}
