import type { Companion } from '../../scripts/cluster/companion.ts';
import { startRedis as startRedisAt } from '../../scripts/cluster/redis.ts';
import { freePort } from '../../scripts/postgres/server.ts';

/** A redis-server that keeps nothing, on a port of its own. */
export interface TestRedis {
  readonly port: number;
  readonly pid: number;
  /** Ends it at once; whatever it held is gone. */
  kill(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  start(): Promise<void>;
}

/** Starts one. Debian's package `redis-server` must be installed, which `npm test` sees to. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  let redis: Companion = await startRedisAt(port);
  const kill = () => redis.stop('SIGKILL');
  return {
    port,
    get pid() {
      return redis.pid;
    },
    kill,
    start: async () => {
      await kill();
      redis = await startRedisAt(port);
    },
  };
}
