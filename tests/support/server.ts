import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { freePort } from '../../scripts/postgres/server.ts';
import { inRepository } from '../../scripts/repository.ts';
import { memorySettings } from '../../scripts/start/memory-settings.ts';

export interface ServerOptions {
  databaseUrl: string;
  /** More environment variables, by the names of the README's table. */
  env?: Record<string, string>;
}

/** The real server: the bundle that `npm start` runs, in a process of its own. */
export interface TestServer {
  /** Such as http://localhost:41234; stays the same over restarts. */
  readonly url: string;
  /** The same for WebSockets. */
  readonly webSocketUrl: string;
  readonly pid: number;
  /** Everything it wrote so far, over all its lives. */
  logs(): string;
  /** The reading end of its standard output, for tests that stop reading it or close it. */
  readonly output: Readable | null;
  /** Ends the process at once (SIGKILL unless told otherwise) and waits until it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same port after a kill. */
  restart(): Promise<void>;
  /** Stops it cleanly. Safe to call twice. */
  stop(): Promise<void>;
}

/** Starts a server and waits until it is ready. */
export async function startServer({ databaseUrl, env = {} }: ServerOptions): Promise<TestServer> {
  const buildError = process.env.MUSTER_TEST_BUILD_ERROR;
  if (buildError) throw new Error(`The server could not be built: ${buildError}`);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const dataFolder = mkdtempSync(join(tmpdir(), 'muster-server-'));
  const environment = {
    ...memorySettings,
    ...process.env,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataFolder,
    WEB_DIST: inRepository('apps/web/dist'),
    LOG_LEVEL: 'info',
    ...env,
  };
  const lines: string[] = [];
  let child = await launch(environment, url, lines);
  const kill = async (signal: NodeJS.Signals = 'SIGKILL') => {
    if (hasEnded(child)) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  };
  return {
    url,
    webSocketUrl: url.replace('http', 'ws'),
    get pid() {
      return child.pid ?? 0;
    },
    logs: () => lines.join(''),
    get output() {
      return child.stdout;
    },
    kill,
    restart: async () => {
      await kill();
      child = await launch(environment, url, lines);
    },
    stop: async () => {
      await kill('SIGTERM');
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

async function launch(env: NodeJS.ProcessEnv, url: string, lines: string[]): Promise<ChildProcess> {
  const child = fork(inRepository('apps/server/dist/main.js'), { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  const deadline = Date.now() + 30_000;
  while (!(await isReady(url))) {
    if (hasEnded(child)) throw new Error(`The server ended before it was ready:\n${lines.join('')}`);
    if (Date.now() > deadline) throw new Error(`The server was not ready within 30 s:\n${lines.join('')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return child;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}
