import type { Contender } from './contenders/contender.ts';
import { memoryOf } from './contenders/cpu.ts';
import { medians } from './medians.ts';
import { quiet } from './Session.ts';

/** One contender's figures in one row; null where there is none. */
export type Figures = Readonly<Record<string, number | null>>;

/** All contenders' figures, by their names. */
export type RowFigures = Readonly<Record<string, Figures>>;

/** One of the targets, and whether it is met. */
export interface Verdict {
  readonly target: string;
  /** Null when a figure is missing. */
  readonly value: number | null;
  readonly met: boolean;
}

/** One row of the benchmark. */
export interface Row {
  readonly name: string;
  readonly title: string;
  measure(rounds: number): Promise<RowFigures>;
  verdicts(figures: RowFigures): readonly Verdict[];
}

/** Progress goes to standard error, the result to standard output. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Starts contenders, lets them be measured, and stops them whatever happens. */
export async function withContenders<Result>(
  starts: readonly (() => Promise<Contender>)[],
  measure: (contenders: readonly Contender[]) => Promise<Result>,
): Promise<Result> {
  const contenders: Contender[] = [];
  try {
    for (const start of starts) contenders.push(await start());
    return await measure(contenders);
  } finally {
    for (const contender of contenders) await contender.stop();
  }
}

/** What every process held before anything was asked of it, in MB. */
async function idleMemory(contenders: readonly Contender[]): Promise<ReadonlyMap<string, number>> {
  for (const contender of contenders) await quiet(contender);
  return new Map(contenders.map(({ name, pid }) => [name, memoryOf(pid).pss]));
}

/** The contenders take turns, because machines change while they run; answers with the medians of the rounds. */
export async function inTurns<Kind extends Contender>(
  contenders: readonly Kind[],
  rounds: number,
  measure: (contender: Kind, round: number) => Promise<Figures>,
): Promise<RowFigures> {
  const measured = new Map<string, Figures[]>(contenders.map(({ name }) => [name, []]));
  const idle = await idleMemory(contenders);
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) {
      say(`  round ${round + 1} of ${rounds}: ${contender.name}`);
      // What one server still has to do shall not be another's burden.
      for (const other of contenders) await quiet(other);
      const figures = await measure(contender, round);
      const grownMb = (figures.pssMb ?? Number.NaN) - (idle.get(contender.name) ?? 0);
      measured.get(contender.name)?.push({ ...figures, grownMb });
    }
  }
  return Object.fromEntries([...measured].map(([name, figures]) => [name, medians(figures)]));
}
