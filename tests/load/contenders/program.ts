import { type ChildProcess, fork } from 'node:child_process';
import { freePort } from '../../../scripts/postgres/server.ts';
import { inRepository } from '../../../scripts/repository.ts';
import { eventually } from '../../support/eventually.ts';
import type { Wire } from '../generator/wire.ts';
import type { Contender } from './contender.ts';

/** A program to compare: a module, or one of ours in TypeScript with its runner before it. */
export interface Program {
  readonly name: Contender['name'];
  readonly wire: Wire;
  readonly file: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly databaseCpu?: () => number;
  readonly settled?: Contender['settled'];
  readonly cleanUp?: () => Promise<void>;
}

/** A program of tests/load/programs. */
export function ownProgram(name: string): Pick<Program, 'file' | 'args'> {
  return { file: inRepository('scripts/run.mjs'), args: [inRepository(`tests/load/programs/${name}.ts`)] };
}

async function launch({ file, args = [], env }: Program, port: string): Promise<ChildProcess> {
  const environment = { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: port, ...env };
  const child = fork(file, [...args], { env: environment, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  await eventually('the server to listen', () => answers(`http://127.0.0.1:${port}`));
  return child;
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** Starts a program on a free port. */
export async function startProgram(program: Program): Promise<Contender> {
  const port = String(await freePort());
  let child = await launch(program, port);
  const { name, wire, databaseCpu, settled, cleanUp } = program;
  return {
    name,
    get alive() {
      return child.exitCode === null && child.signalCode === null;
    },
    get pid() {
      return child.pid ?? 0;
    },
    seat: (room) => ({ address: `ws://127.0.0.1:${port}/room-${room}`, wire, document: `room-${room}` }),
    databaseCpu: databaseCpu ?? (() => null),
    restart: async () => {
      await end(child);
      child = await launch(program, port);
    },
    settled: settled ?? (async () => undefined),
    stop: async () => {
      await end(child);
      await cleanUp?.();
    },
  };
}
