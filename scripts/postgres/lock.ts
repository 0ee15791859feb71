import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from '../problem.ts';
import { commandLine, isAlive, waitUntil } from './process.ts';

/** What was found in the way of a start, and mended. */
export type LockMended = 'none' | 'removed' | 'stopped';

/**
 * Clears what a killed start left behind: a postmaster.pid whose process is gone (or is another program by now), or a
 * PostgreSQL that outlived its launcher. The caller has made sure that no other launcher owns the folder.
 */
export async function mendPostmasterLock(dataFolder: string): Promise<LockMended> {
  const pid = lockedBy(dataFolder);
  if (pid === undefined) return 'none';
  if (!commandLine(pid)?.includes(dataFolder)) {
    rmSync(join(dataFolder, 'postmaster.pid'), { force: true });
    return 'removed';
  }
  process.kill(pid, 'SIGINT');
  if (await waitUntil(() => !isAlive(pid), 30_000)) return 'stopped';
  throw new StartProblem(
    `PostgreSQL (process ${pid}) is left over from an earlier start and does not stop.`,
    `Stop it with: kill -9 ${pid}`,
  );
}

function lockedBy(dataFolder: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8'), 10);
    // An empty lock file is what a full disk or a crash at the wrong moment leaves.
    return pid > 0 ? pid : Number.MAX_SAFE_INTEGER;
  } catch {
    return undefined;
  }
}
