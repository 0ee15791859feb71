/** The second half of `npm run dev`: Vite serves the web app at PORT and passes the rest on to a server that follows its sources. */
import { rmSync } from 'node:fs';
import { context } from 'esbuild';
import { createServer as createViteServer } from 'vite';
import { generateClient } from '../build/prisma-client.ts';
import { serverBuildOptions } from '../build/server.ts';
import { freePort } from '../postgres/server.ts';
import { say, step } from '../progress.mjs';
import { reportAndExit } from '../report.ts';
import { inRepository } from '../repository.ts';
import { claimDataFolder } from './data-folder.ts';
import { fillDatabase, openDatabase } from './database.ts';
import { requireFreePort } from './port.ts';
import { RestartingServer } from './restarting-server.ts';
import { readSettings, type Settings } from './settings.ts';
import { Shutdown } from './shutdown.ts';

async function develop(settings: Settings, shutdown: Shutdown): Promise<void> {
  shutdown.add(claimDataFolder(settings.dataDir));
  await requireFreePort(settings.port, settings.host);
  await step('Generating the database client', generateClient);
  const database = await openDatabase(settings);
  if (database.postgres) shutdown.add(database.postgres.stop);
  const serverPort = await freePort();
  const server = new RestartingServer(settings, serverPort, database.url);
  shutdown.add(() => server.stop());
  await watchServer(
    shutdown,
    () => fillDatabase(database, settings),
    () => server.restart(),
  );
  await serveWeb(settings, serverPort, shutdown);
  say(
    `\nMuster is open for changes at ${settings.publicUrl} (server at port ${serverPort}, data in ${settings.dataDir}).\n`,
  );
}

/** Bundles the server on every change; the first bundle also holds the program that writes the demo company. */
async function watchServer(
  shutdown: Shutdown,
  first: () => Promise<void>,
  restart: () => Promise<void>,
): Promise<void> {
  const options = serverBuildOptions();
  // What is bundled here is not what `npm start` remembers to have built.
  rmSync(inRepository('apps/server/dist/.fingerprint'), { force: true });
  let built: (worked: boolean) => void = () => undefined;
  const firstBuild = new Promise<boolean>((resolve) => {
    built = resolve;
  });
  let ready = false;
  const bundler = await context({
    ...options,
    logLevel: 'warning',
    plugins: [
      ...(options.plugins ?? []),
      {
        name: 'restart-server',
        setup: (build) =>
          build.onEnd(async ({ errors }) => {
            built(errors.length === 0);
            if (ready && errors.length === 0) await restart();
          }),
      },
    ],
  });
  shutdown.add(() => bundler.dispose());
  await bundler.watch();
  await firstBuild;
  await first();
  ready = true;
  await restart();
}

async function serveWeb({ port, host }: Settings, serverPort: number, shutdown: Shutdown): Promise<void> {
  process.env.MUSTER_SERVER = `http://127.0.0.1:${serverPort}`;
  const vite = await createViteServer({
    root: inRepository('apps/web'),
    configFile: inRepository('apps/web/vite.config.ts'),
    server: { port, host, strictPort: true },
  });
  await vite.listen();
  shutdown.add(() => vite.close());
}

const shutdown = new Shutdown();
shutdown.listen();
try {
  await develop(readSettings(process.argv.slice(2), process.env), shutdown);
} catch (error) {
  await shutdown.run(true);
  reportAndExit(error);
}
