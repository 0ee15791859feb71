import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second. */
const TICK = 10;

interface Process {
  readonly parent: number;
  readonly milliseconds: number;
  /** What its children used that have ended. */
  readonly ended: number;
}

function read(pid: number): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in parentheses, may contain anything; the numbered fields begin behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map(Number);
    const ended = ((endedUser ?? 0) + (endedSystem ?? 0)) * TICK;
    return { parent: Number(fields[1]), milliseconds: ((user ?? 0) + (system ?? 0)) * TICK, ended };
  } catch {
    return null;
  }
}

/** A process and its children. */
function family(pid: number): readonly number[] {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return [pid, ...pids.filter((other) => read(other)?.parent === pid)];
}

/** Processor time of a process and its children, also those that have ended, in milliseconds; 0 when it is gone. */
export function cpuOf(pid: number): number {
  const own = family(pid).reduce((sum, member) => sum + (read(member)?.milliseconds ?? 0), 0);
  return own + (read(pid)?.ended ?? 0);
}

/** What a process and its children hold in memory, in MB. */
export interface Memory {
  /** Proportional: what is shared with other processes is counted in part. */
  readonly pss: number;
  readonly rss: number;
}

/** Memory of a process and its children. */
export function memoryOf(pid: number): Memory {
  const sums = { pss: 0, rss: 0 };
  for (const member of family(pid)) {
    const text = rollup(member);
    sums.pss += kilobytes(text, 'Pss') / 1_024;
    sums.rss += kilobytes(text, 'Rss') / 1_024;
  }
  return sums;
}

function rollup(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  } catch {
    return '';
  }
}

function kilobytes(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
}
