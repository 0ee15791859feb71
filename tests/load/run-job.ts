import { fork } from 'node:child_process';
import { inRepository } from '../../scripts/repository.ts';
import type { Contender } from './contenders.ts';
import { cpuOf } from './cpu.ts';
import type { Job, LoadResult, OpenResult, Report } from './scenarios.ts';

/** What a job came to, and what it cost the server and its database, in milliseconds of processor time. */
export interface Outcome<Result> {
  readonly result: Result;
  readonly serverCpu: number;
  readonly databaseCpu: number | null;
}

type ResultOf<Kind extends Job['kind']> = Kind extends 'load' ? LoadResult : OpenResult;

interface Clocks {
  readonly server: number;
  readonly database: number | null;
}

function clocksOf(contender: Contender): Clocks {
  return { server: cpuOf(contender.pid), database: contender.databaseCpu() };
}

/** Runs a job in a load generator of its own, reading the clocks exactly around what it measures. */
export function runJob<Kind extends Job['kind']>(
  contender: Contender,
  job: Extract<Job, { kind: Kind }>,
): Promise<Outcome<ResultOf<Kind>>> {
  const args = [inRepository('tests/load/generator.ts'), JSON.stringify(job)];
  const generator = fork(inRepository('scripts/run.mjs'), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    let began = clocksOf(contender);
    let ended = began;
    generator.once('exit', (code) => reject(new Error(`the load generator ended with ${code}`)));
    generator.on('message', (report: Report<ResultOf<Kind>>) => {
      if (report.phase === 'begin') began = clocksOf(contender);
      if (report.phase === 'end') ended = clocksOf(contender);
      if (report.phase !== 'result') generator.send('go');
      else resolve({ result: report.result, ...difference(began, ended) });
    });
  });
}

function difference(began: Clocks, ended: Clocks): { readonly serverCpu: number; readonly databaseCpu: number | null } {
  const databaseCpu = began.database === null || ended.database === null ? null : ended.database - began.database;
  return { serverCpu: ended.server - began.server, databaseCpu };
}
