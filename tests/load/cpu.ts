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

/** Processor time of a process in milliseconds, 0 when it is gone. */
export function cpuOf(pid: number): number {
  return read(pid)?.milliseconds ?? 0;
}

/** The parent of a process. */
export function parentOf(pid: number): number {
  return read(pid)?.parent ?? 0;
}

/** Processor time of a process and its children, also those that have ended, in milliseconds. */
export function cpuOfFamily(pid: number): number {
  const children = readdirSync('/proc')
    .map((name) => read(Number(name)))
    .filter((process) => process?.parent === pid);
  return children.reduce((sum, child) => sum + (child?.milliseconds ?? 0), cpuOf(pid) + (read(pid)?.ended ?? 0));
}
