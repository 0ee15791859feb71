import { appendFileSync, existsSync, renameSync, statSync } from 'node:fs';
import { errorCode } from '../problem.ts';
import { say } from '../progress.mjs';

const LARGEST = 20 * 1024 * 1024;

/** The server's log in a file. What a full disk does not take is lost, and the file says how much: the server goes on without. */
export class LogFile {
  readonly #file: string;
  #lost = 0;

  /** Begins anew when the file is large; the old one stays beside it. */
  constructor(file: string) {
    if (existsSync(file) && statSync(file).size > LARGEST) renameSync(file, `${file}.old`);
    this.#file = file;
  }

  /** Never throws. */
  write(text: string): void {
    try {
      if (this.#lost > 0) appendFileSync(this.#file, `\n${gapOf(this.#lost)}\n`);
      appendFileSync(this.#file, text);
      this.#lost = 0;
    } catch (error) {
      if (this.#lost === 0) say(`! The log cannot be written (${errorCode(error)}). Muster goes on without it.`);
      this.#lost += Buffer.byteLength(text);
    }
  }
}

/** As a line of the server itself. */
function gapOf(lost: number): string {
  return JSON.stringify({
    level: 40,
    time: Date.now(),
    msg: `${lost} bytes of the log could not be written before this`,
  });
}
