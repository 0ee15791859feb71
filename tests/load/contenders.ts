import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../scripts/postgres/server.ts';
import { inRepository } from '../../scripts/repository.ts';
import { eventually } from '../support/eventually.ts';

/** A server to compare. */
export interface Contender {
  readonly name: string;
  /** Whether it answers a SyncStep1. */
  readonly joins: boolean;
  readonly pid: number;
  address(room: number): string;
  /** Processor time of its database in milliseconds, null when it has none. */
  databaseCpu(): number | null;
  /** Kills the process and starts it again on the same data; null when it keeps none. */
  readonly restart: (() => Promise<void>) | null;
  stop(): Promise<void>;
}

/** A program to compare: a module, or a script in TypeScript with its runner before it. */
interface Program {
  readonly name: string;
  readonly joins: boolean;
  readonly file: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Whether it finds its documents again after a kill. */
  readonly keepsData?: boolean;
  readonly cleanUp?: () => void;
}

async function launch({ file, args = [], env }: Program, port: string): Promise<ChildProcess> {
  const environment = { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: port, ...env };
  const child = fork(file, [...args], { env: environment, stdio: 'ignore' });
  await eventually('the server to listen', () => answers(`http://127.0.0.1:${port}`));
  return child;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

async function end(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

async function start(program: Program): Promise<Contender> {
  const port = String(await freePort());
  let child = await launch(program, port);
  const restart = async () => {
    await end(child);
    child = await launch(program, port);
  };
  return {
    name: program.name,
    joins: program.joins,
    get pid() {
      return child.pid ?? 0;
    },
    address: (room) => `ws://127.0.0.1:${port}/room-${room}`,
    databaseCpu: () => null,
    restart: program.keepsData ? restart : null,
    stop: async () => {
      await end(child);
      program.cleanUp?.();
    },
  };
}

const Y_WEBSOCKET = inRepository('node_modules/@y/websocket-server/src/server.js');

/** y-websocket's own server, everything in memory. */
export function startYWebsocket(): Promise<Contender> {
  return start({ name: '@y/websocket-server', joins: true, file: Y_WEBSOCKET });
}

/** y-websocket's own server with its LevelDB persistence. */
export function startYWebsocketOnLevelDb(): Promise<Contender> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-leveldb-'));
  const cleanUp = () => rmSync(folder, { recursive: true, force: true });
  const env = { YPERSISTENCE: folder };
  const name = '@y/websocket-server on LevelDB';
  return start({ name, joins: true, file: Y_WEBSOCKET, env, keepsData: true, cleanUp });
}

/** A bare relay. */
export function startRelay(): Promise<Contender> {
  const args = [inRepository('tests/load/relay.ts')];
  return start({ name: 'ws relay', joins: false, file: inRepository('scripts/run.mjs'), args });
}
