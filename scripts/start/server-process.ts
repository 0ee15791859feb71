import { type ChildProcess, fork } from 'node:child_process';
import { StartProblem } from '../problem.ts';
import { say } from '../progress.mjs';
import { inRepository } from '../repository.ts';
import { LogFile } from './LogFile.ts';
import { memorySettings } from './memory-settings.ts';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
/** A server that lived this long was healthy: its next death starts with the first pause again. */
const HEALTHY = 60_000;

export interface ServerProcessOptions {
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Also shows the log on the terminal. */
  showLogs: boolean;
}

/** The server in a process of its own: started again when it dies, with longer and longer pauses. */
export class ServerProcess {
  readonly #options: ServerProcessOptions;
  readonly #log: LogFile;
  #child: ChildProcess | undefined;
  #stopping = false;
  #lastLines: string[] = [];
  #pause = FIRST_PAUSE;
  #restart: NodeJS.Timeout | undefined;

  constructor(options: ServerProcessOptions) {
    this.#options = options;
    this.#log = new LogFile(options.logFile);
  }

  /** Resolves when the server listens. @throws StartProblem when it ends before that */
  async start(): Promise<void> {
    const child = this.#launch();
    const listening = await new Promise<boolean>((resolve) => {
      child.once('message', () => resolve(true));
      child.once('exit', () => resolve(false));
    });
    if (!listening) {
      const reason = this.#lastLines.slice(-15).map(readable).join('\n  ');
      throw new StartProblem(
        `The server could not start:\n  ${reason}`,
        `Its whole log is in ${this.#options.logFile}`,
      );
    }
    const since = Date.now();
    child.once('exit', (code, signal) => {
      if (Date.now() - since > HEALTHY) this.#pause = FIRST_PAUSE;
      this.#again(code, signal);
    });
  }

  /** Ends the server: politely, then after 10 s or when `now`, not. */
  async stop(now = false): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill(now ? 'SIGKILL' : 'SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(timer);
    }
  }

  #launch(): ChildProcess {
    // Detached: Ctrl-C reaches the launcher only, which stops things in order. The channel tells the server when we die.
    const child = fork(inRepository('apps/server/dist/main.js'), {
      env: { ...memorySettings, ...this.#options.env },
      execArgv: ['--enable-source-maps'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => this.#record(chunk));
    this.#child = child;
    return child;
  }

  #record(chunk: Buffer): void {
    const text = chunk.toString();
    this.#log.write(text);
    const lines = text.split('\n').filter(Boolean);
    this.#lastLines = [...this.#lastLines, ...lines].slice(-50);
    if (this.#options.showLogs) for (const line of lines) say(readable(line));
  }

  #again(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.#stopping) return;
    say(
      `\n! The server ended unexpectedly (${signal ?? `code ${code}`}); starting it again in ${this.#pause / 1000} s.`,
    );
    say(
      `  Why stands in ${this.#options.logFile}. Open screens reconnect by themselves; nothing that was saved is lost.`,
    );
    this.#restart = setTimeout(() => {
      const started = performance.now();
      this.start().then(
        () => say(`  The server is back (${((performance.now() - started) / 1000).toFixed(1)} s).`),
        () => this.#again(this.#child?.exitCode ?? null, this.#child?.signalCode ?? null),
      );
    }, this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }
}

/** A line of the structured log as a person reads it. */
function readable(line: string): string {
  try {
    const { level = 30, time = 0, msg = line, error, err } = JSON.parse(line);
    const name = { 40: 'warn ', 50: 'error', 60: 'fatal' }[Number(level)] ?? 'info ';
    const detail = error?.message ?? err?.message;
    return `${new Date(time).toLocaleTimeString()} ${name} ${msg}${detail && detail !== msg ? `: ${detail}` : ''}`;
  } catch {
    return line;
  }
}
