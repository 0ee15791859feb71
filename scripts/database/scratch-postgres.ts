import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startPostgres } from '../postgres/server.ts';

/**
 * A PostgreSQL in a temporary folder, gone when stopped: for deriving migrations and for tests. A durable one waits for
 * the disk at every commit, as a real one does: for benchmarks.
 */
export async function startScratchPostgres({ durable = false } = {}): Promise<EmbeddedPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-postgres-'));
  // PostgreSQL may have to run as another user, who must be able to enter.
  chmodSync(folder, 0o711);
  const postgres = await startPostgres({
    dataFolder: join(folder, 'data'),
    logFile: join(folder, 'log'),
    throwAway: !durable,
  });
  const stop = async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...postgres, stop };
}
