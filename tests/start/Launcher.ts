import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { inRepository } from '../../scripts/repository.ts';
import { eventually } from '../support/eventually.ts';

/** `npm start` as a process: what it prints, and how it ends. */
export class Launcher {
  readonly #child: ChildProcess;
  #output = '';

  constructor(env: Record<string, string>, args: string[] = ['--no-demo']) {
    this.#child = spawn(process.execPath, [inRepository('scripts/start.mjs'), ...args], {
      env: launcherEnvironment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#output += chunk.toString();
      });
    }
  }

  get output(): string {
    return this.#output;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Until Muster answers, or the launcher has ended, which is an error. */
  async ready(): Promise<void> {
    await eventually('Muster is ready or has ended', () => this.#hasEnded() || this.#output.includes('Ctrl-C'), 90_000);
    if (this.#hasEnded()) throw new Error(`npm start ended:\n${this.#output}`);
  }

  /** Sends a signal and waits for the end. @returns the exit code */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.#child.kill(signal);
    await eventually(`the launcher ended after ${signal}`, () => this.#hasEnded(), 30_000);
    return this.#child.exitCode;
  }

  #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}

/** Runs a start that is expected to end by itself. */
export function runStart(env: Record<string, string>, args: string[] = []): { status: number | null; output: string } {
  const script = inRepository('scripts/start.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    env: launcherEnvironment(env),
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, output: stdout + stderr };
}

/** Without the variables that the test runner set for its own servers, and not as npm's child. */
function launcherEnvironment(env: Record<string, string>): NodeJS.ProcessEnv {
  const { NODE_ENV: _mode, npm_lifecycle_event: _event, VITEST: _vitest, ...rest } = process.env;
  return { ...rest, ...env };
}
