import { write, writeSync } from 'node:fs';

/** How long a full pipe is left alone before it is tried again, in milliseconds. */
const pause = 50;
/** How often a flush finds the pipe full before it gives the rest up. */
const attempts = 10;
/** How many bytes wait for a slow reader; what comes on top is lost, so that the server keeps its memory. */
const most = 8 * 1024 * 1024;
/** Failures that pass: a pipe that is full, a file on a disk that is. */
const passing = new Set<unknown>(['EAGAIN', 'ENOSPC']);

/**
 * Where the log goes: a file descriptor, written to behind the requests. pino's own output repeats a failing write for
 * ever while it flushes, so that a server whose log's reader had died, or read no more, could not even end.
 */
export class LogOutput {
  readonly #descriptor: number;
  #waiting: Buffer[] = [];
  #bytes = 0;
  #isWriting = false;
  #isGone = false;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
    process.on('exit', () => this.flushSync());
  }

  write(line: string): void {
    if (this.#isGone || this.#bytes > most) return;
    const bytes = Buffer.from(line);
    this.#waiting.push(bytes);
    this.#bytes += bytes.length;
    if (this.#isWriting) return;
    this.#isWriting = true;
    setImmediate(() => this.#writeOn());
  }

  /** Writes what waits before it returns, as far as the reader takes it: the last words of a process. */
  flushSync(): void {
    for (let full = 0; this.#bytes > 0 && full < attempts; ) {
      const chunk = this.#take();
      try {
        this.#giveBack(chunk.subarray(writeSync(this.#descriptor, chunk)));
      } catch (error) {
        this.#failed(error, chunk);
        full += 1;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
      }
    }
  }

  #writeOn(): void {
    const chunk = this.#take();
    write(this.#descriptor, chunk, (error, written) => {
      if (error) this.#failed(error, chunk);
      else this.#giveBack(chunk.subarray(written));
      this.#isWriting = this.#bytes > 0;
      // A process that has nothing else to do does not wait for the reader; its exit flushes.
      if (this.#isWriting) setTimeout(() => this.#writeOn(), error ? pause : 0).unref();
    });
  }

  #take(): Buffer {
    const chunk = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#bytes = 0;
    return chunk;
  }

  #giveBack(rest: Buffer): void {
    if (rest.length > 0) this.#waiting.unshift(rest);
    this.#bytes += rest.length;
  }

  /** A full pipe or disk is tried again; a pipe that nobody reads any more takes no more lines. */
  #failed(error: unknown, chunk: Buffer): void {
    this.#isGone = !(error instanceof Error && 'code' in error && passing.has(error.code));
    if (this.#isGone) this.#take();
    else this.#giveBack(chunk);
  }
}
