import { type ChildProcess, fork } from 'node:child_process';
import { inRepository } from '../../scripts/repository.ts';
import { eventually } from '../support/eventually.ts';
import type { Contender } from './contenders/contender.ts';
import { cpuOf, type Memory, memoryOf } from './contenders/cpu.ts';
import type { Command, Report, Results } from './generator/messages.ts';

/** What a command came to, and what it cost the server and its database, in milliseconds of processor time. */
export interface Outcome<Result> {
  readonly result: Result;
  readonly serverCpu: number;
  readonly databaseCpu: number | null;
  /** Of the server, at the end of what was measured. */
  readonly memory: Memory;
}

interface Clocks {
  readonly server: number;
  readonly database: number | null;
}

function clocksOf(contender: Contender): Clocks {
  const pids = [contender.pid, ...(contender.otherPids ?? [])];
  return { server: pids.reduce((sum, pid) => sum + cpuOf(pid), 0), database: contender.databaseCpu() };
}

/** Milliseconds after which a command is given up: a server that answers nobody shall not keep the benchmark. */
const PATIENCE = 60_000;

const NO_MEMORY: Memory = { pss: 0, rss: 0 };

/** A load generator at work on one contender. */
export class Session {
  readonly #contender: Contender;
  readonly #generator: ChildProcess;

  constructor(contender: Contender) {
    this.#contender = contender;
    const args = [inRepository('tests/load/generator/main.ts')];
    this.#generator = fork(inRepository('scripts/run.mjs'), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  }

  /** Has a command done, reading the clocks exactly around what it measures. Throws when the server lets it down. */
  run<Kind extends Command['kind']>(command: Extract<Command, { kind: Kind }>): Promise<Outcome<Results[Kind]>> {
    const contender = this.#contender;
    return new Promise((resolve, reject) => {
      let began = clocksOf(contender);
      let ended = began;
      let memory = NO_MEMORY;
      const generator = this.#generator;
      const ending = () => reject(new Error('the load generator ended'));
      const patience = setTimeout(() => reject(new Error(`${contender.name} kept ${command.kind} waiting`)), PATIENCE);
      const hear = (report: Report<Results[Kind]>) => {
        if (report.phase === 'result' || report.phase === 'failed') {
          clearTimeout(patience);
          generator.off('exit', ending).off('message', hear);
          if (report.phase === 'failed') reject(new Error(`${contender.name}: ${report.reason}`));
          else resolve({ result: report.result, memory, ...difference(began, ended) });
          return;
        }
        if (report.phase === 'begin') began = clocksOf(contender);
        else [ended, memory] = [clocksOf(contender), memoryOf(contender.pid)];
        generator.send('go');
      };
      generator.once('exit', ending).on('message', hear);
      generator.send(command);
    });
  }

  close(): void {
    this.#generator.kill('SIGKILL');
  }
}

function difference(began: Clocks, ended: Clocks): Pick<Outcome<null>, 'serverCpu' | 'databaseCpu'> {
  const databaseCpu = began.database === null || ended.database === null ? null : ended.database - began.database;
  return { serverCpu: ended.server - began.server, databaseCpu };
}

const IDLE_FOR = 400;
/** Share of one core that even an idle server or database may take. */
const IDLE_SHARE = 0.05;

/** Waits until a server and its database have nothing left to do. */
export async function quiet(contender: Contender): Promise<void> {
  await eventually(
    `${contender.name} to be quiet`,
    async () => {
      const before = clocksOf(contender);
      await new Promise((resolve) => setTimeout(resolve, IDLE_FOR));
      const { serverCpu, databaseCpu } = difference(before, clocksOf(contender));
      return serverCpu + (databaseCpu ?? 0) <= IDLE_FOR * IDLE_SHARE;
    },
    60_000,
  );
}
