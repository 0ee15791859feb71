import pg from 'pg';
import { connectionOptions } from './database/index.ts';
import { log } from './log.ts';

const pollInterval = 1_000;

/**
 * Runs a pass of work whenever a PostgreSQL channel is notified, and every second in case a notification or the
 * connection was lost. Passes never overlap; what arrives during one leads to the next.
 */
export class WakeUp {
  readonly #channel: string;
  readonly #pass: () => Promise<void>;
  #listener: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #wanted = false;
  #stopped = false;

  constructor(channel: string, pass: () => Promise<void>) {
    this.#channel = channel;
    this.#pass = pass;
  }

  start(): void {
    this.#timer = setInterval(() => this.#tick(), pollInterval);
    this.#tick();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#running;
    await this.#listener?.end().catch(() => undefined);
  }

  #tick(): void {
    if (!this.#listener && !this.#stopped) void this.#listen();
    this.#wake();
  }

  async #listen(): Promise<void> {
    const listener = new pg.Client(connectionOptions('muster_relay'));
    this.#listener = listener;
    const forget = () => {
      if (this.#listener === listener) this.#listener = undefined;
    };
    listener
      .on('error', forget)
      .on('end', forget)
      .on('notification', () => this.#wake());
    await listener
      .connect()
      .then(() => listener.query(`LISTEN ${this.#channel}`))
      .catch(forget);
  }

  #wake(): void {
    this.#wanted = true;
    if (this.#running || this.#stopped) return;
    this.#running = this.#runWhileWanted()
      .catch((error: unknown) => log.warn({ error, channel: this.#channel }, 'a pass failed; trying again'))
      .finally(() => {
        this.#running = undefined;
      });
  }

  async #runWhileWanted(): Promise<void> {
    while (this.#wanted && !this.#stopped) {
      this.#wanted = false;
      await this.#pass();
    }
  }
}
