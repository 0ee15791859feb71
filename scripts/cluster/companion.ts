import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { waitUntil } from '../postgres/process.ts';
import { watchOver } from '../postgres/server.ts';
import { StartProblem } from '../problem.ts';

/** A program beside the servers, which ends when it is told to or when this process does. */
export interface Companion {
  readonly pid: number;
  /** Settles when it ends, also unasked. */
  readonly exited: Promise<number | null>;
  /** Ends it; safe to call twice. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const packages = { 'redis-server': 'redis-server', haproxy: 'haproxy' } as const;
type Program = keyof typeof packages;

/** Says what to install when a program is missing. @throws StartProblem */
export function requirePrograms(): void {
  const missing = (Object.keys(packages) as Program[]).filter((program) => !isInstalled(program));
  if (missing.length === 0) return;
  const names = missing.map((program) => packages[program]).join(' ');
  throw new StartProblem(
    `A cluster needs ${missing.join(' and ')}, not installed here.`,
    `On Debian and Ubuntu: apt-get install -y ${names}. On a Mac: brew install ${names.replace('redis-server', 'redis')}.`,
  );
}

/** Whether a program is found in PATH, or where Debian keeps those of the system. */
export function isInstalled(program: string): boolean {
  return searchPath().some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function searchPath(): string[] {
  return [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
}

/** Starts a program and waits until `isReady`. @throws StartProblem with its last words when it ends before that */
export async function startCompanion(
  program: Program,
  args: readonly string[],
  isReady: () => Promise<boolean>,
): Promise<Companion> {
  const env = { ...process.env, PATH: searchPath().join(delimiter) };
  // Detached: Ctrl-C reaches the launcher only, which stops things in order.
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => keepLast(said, chunk));
  const exited = new Promise<number | null>((resolve) =>
    child.once('exit', resolve).once('error', () => resolve(null)),
  );
  const watchdog = child.pid === undefined ? undefined : watchOver(child);
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.ref();
    if (!hasEnded(child)) child.kill(signal);
    await exited;
    watchdog?.kill('SIGKILL');
  };
  const ready = await waitUntil(async () => hasEnded(child) || (await isReady()), 10_000);
  if (ready && !hasEnded(child)) return { pid: child.pid ?? 0, exited, stop };
  await stop('SIGKILL');
  throw new StartProblem(`${program} could not start:\n${said.join('')}`, 'Correct that and start again.');
}

function keepLast(said: string[], chunk: Buffer): void {
  said.push(chunk.toString());
  said.splice(0, said.length - 50);
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}
