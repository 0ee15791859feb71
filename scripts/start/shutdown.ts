import { say } from '../progress.mjs';

/** Things to take down at the end, last come first. */
export class Shutdown {
  readonly #tasks: ((now: boolean) => Promise<void> | void)[] = [];
  #running: Promise<void> | undefined;

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  add(task: (now: boolean) => Promise<void> | void): void {
    this.#tasks.unshift(task);
  }

  /** Takes everything down once, however often it is called. */
  run(now = false): Promise<void> {
    this.#running ??= this.#takeDown(now);
    return this.#running;
  }

  /** Ends the process on Ctrl-C, on a request to stop, and when npm (whose child this is) has gone. */
  listen(): void {
    let asked = 0;
    const end = (signal: string) => {
      // npm may pass on the very signal that the terminal sent already; only a later one means "at once".
      if (this.#running && Date.now() - asked > 1000) process.exit(130);
      if (this.#running) return;
      asked = Date.now();
      say(`\nStopping (${signal}) …`);
      void this.run().then(() => {
        say('Stopped. The data stays.');
        process.exit(0);
      });
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
    if (process.env.npm_lifecycle_event === undefined) return;
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && !this.#running && end('npm has ended'), 1000).unref();
  }

  async #takeDown(now: boolean): Promise<void> {
    for (const task of this.#tasks) {
      try {
        await task(now);
      } catch (error) {
        console.error('While stopping:', error);
      }
    }
  }
}
