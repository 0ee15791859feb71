import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';

/** Asks at a terminal, or reads line by line what is piped in. */
export class Prompt {
  readonly #lines: Interface;
  readonly #waiting: ((line: string) => void)[] = [];
  readonly #read: string[] = [];
  #isHidden = false;

  constructor(input: NodeJS.ReadStream = process.stdin, output: NodeJS.WriteStream = process.stdout) {
    const echo = new Writable({
      write: (chunk, _encoding, done) => {
        if (!this.#isHidden) output.write(chunk);
        done();
      },
    });
    this.#lines = createInterface({ input, output: echo, terminal: input.isTTY });
    this.#lines.on('line', (line) => {
      const waiting = this.#waiting.shift();
      if (waiting) waiting(line);
      else this.#read.push(line);
    });
    // What was asked for will not come any more: an empty answer is refused like any other bad one.
    this.#lines.on('close', () => {
      for (const waiting of this.#waiting.splice(0)) waiting('');
    });
  }

  /** Asks for a line; hidden ones are not shown while they are typed. */
  async ask(question: string, { isHidden = false } = {}): Promise<string> {
    process.stdout.write(question);
    this.#isHidden = isHidden;
    const line = this.#read.shift() ?? (await new Promise<string>((resolve) => this.#waiting.push(resolve)));
    if (isHidden) process.stdout.write('\n');
    this.#isHidden = false;
    return line.trim();
  }

  close(): void {
    this.#lines.close();
  }
}
