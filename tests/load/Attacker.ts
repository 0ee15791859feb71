import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { inRepository } from '../../scripts/repository.ts';
import type { Seat } from './generator/wire.ts';

/** What an attacker did so far. */
export interface AttackFigures {
  readonly frames: number;
  readonly cpuSeconds: number;
}

/** A hostile client, in possession of many accounts, at work in a process of its own. */
export class Attacker {
  readonly #process: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#process = child;
  }

  /** Attacks from each of the seats in turn. Resolves when all of its sockets stand and its attacks run. */
  static async start(seats: readonly Seat[]): Promise<Attacker> {
    const args = [inRepository('tests/load/generator/attacker.ts'), JSON.stringify(seats)];
    const child = fork(inRepository('scripts/run.mjs'), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    await once(child, 'message');
    return new Attacker(child);
  }

  async figures(): Promise<AttackFigures> {
    const answer = once(this.#process, 'message');
    this.#process.send('figures');
    const [figures] = await answer;
    return figures;
  }

  stop(): void {
    this.#process.kill('SIGKILL');
  }
}
