import { type ChildProcess, spawn } from 'node:child_process';
import { freePort } from '../../scripts/postgres/server.ts';
import { eventually } from './eventually.ts';

/** A redis-server that keeps nothing, on a port of its own. */
export interface TestRedis {
  readonly port: number;
  readonly url: string;
  readonly pid: number;
  /** Ends it at once; whatever it held is gone. */
  kill(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  start(): Promise<void>;
}

/** Starts one. Debian's package `redis-server` must be installed, which `npm test` sees to. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  let child = await launch(port);
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  };
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    get pid() {
      return child.pid ?? 0;
    },
    kill,
    start: async () => {
      await kill();
      child = await launch(port);
    },
  };
}

async function launch(port: number): Promise<ChildProcess> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  let failure: Error | undefined;
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.once('error', (error) => {
    failure = error;
  });
  await eventually('redis-server to accept connections', () => {
    if (failure) throw failure;
    return said.includes('Ready to accept connections');
  });
  return child;
}
