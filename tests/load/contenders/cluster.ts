import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Companion } from '../../../scripts/cluster/companion.ts';
import { startBalancer } from '../../../scripts/cluster/haproxy.ts';
import { freePort } from '../../../scripts/postgres/server.ts';
import { createDatabase } from '../../support/database.ts';
import { startRedis } from '../../support/redis.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import type { Contender } from './contender.ts';
import { cpuOf } from './cpu.ts';
import { createBoards, postmaster } from './muster.ts';
import { signInOften } from './sessions.ts';

const NODES = 3;

/** The server that knows of no other. */
export const ALONE = 'one server, no Redis';
/** The same with as little to do as each of three nodes that share its load. */
export const ALONE_AT_A_THIRD = 'one server, no Redis, load × 1/3';
/** Three nodes, each with the load of one server. */
export const TRIPLED = '3 nodes, load × 3';
/** Three nodes that share the load of one. */
export const SHARING = '3 nodes, load × 1';

/** One way to serve, and under which load it is measured, as a multiple of what one server is given. */
export interface ClusterContender extends Contender {
  readonly load: number;
}

/** One database served in several ways: by one server that knows of no other, and by a cluster of up to three nodes. */
export interface ClusterContenders {
  readonly contenders: readonly ClusterContender[];
  /** Processor time in milliseconds of what stands beside the servers. */
  readonly besideCpu: () => { readonly redis: number; readonly balancer: number };
  stop(): Promise<void>;
}

/** Servers that share a data folder, for the keys in it. */
async function startServers(databaseUrl: string, folder: string, redisPort: number): Promise<readonly TestServer[]> {
  const shared = { LOG_LEVEL: 'warn', DATA_DIR: folder };
  const servers = [await startServer({ databaseUrl, env: shared })];
  for (let count = 0; count < NODES; count++) {
    servers.push(await startServer({ databaseUrl, env: { ...shared, REDIS_URL: `redis://127.0.0.1:${redisPort}` } }));
  }
  return servers;
}

function startBalancerBefore(nodes: readonly TestServer[], port: number, folder: string): Promise<Companion> {
  const serverPorts = nodes.map(({ url }) => Number(new URL(url).port));
  return startBalancer({ host: '127.0.0.1', port, serverPorts, file: join(folder, 'haproxy.cfg') });
}

/** Starts them all, with a board for each room. */
export async function startClusterContenders(rooms: number): Promise<ClusterContenders> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-bench-'));
  const [database, redis, port] = [await createDatabase(), await startRedis(), await freePort()];
  const servers = await startServers(database.url, folder, redis.port);
  const [alone, ...nodes] = servers;
  const balancer = await startBalancerBefore(nodes, port, folder);
  const { api, tokenOf } = await signInOften(alone?.url ?? '');
  const boards = await createBoards(api, rooms);
  const postgres = await postmaster(database);

  /** The addresses take turns, as a hash of the names would have it: all clients of a room are on one of them. */
  const contender = (
    name: string,
    load: number,
    used: readonly TestServer[],
    addresses: readonly string[],
  ): ClusterContender => ({
    name,
    load,
    alive: true,
    pid: used[0]?.pid ?? 0,
    otherPids: used.slice(1).map(({ pid }) => pid),
    seat: (room) => {
      const document = `board/${boards[room]}`;
      const address = `${addresses[room % addresses.length]}/sync/${document}?token=${tokenOf(room)}&muster=1`;
      return { address, wire: 'y-websocket', document };
    },
    databaseCpu: () => cpuOf(postgres),
    restart: () => Promise.resolve(),
    settled: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  });
  const direct = (name: string, load: number, used: readonly TestServer[]) =>
    contender(
      name,
      load,
      used,
      used.map(({ webSocketUrl }) => webSocketUrl),
    );
  return {
    contenders: [
      direct(ALONE, 1, servers.slice(0, 1)),
      direct('1 node, load × 1', 1, nodes.slice(0, 1)),
      direct('2 nodes, load × 2', 2, nodes.slice(0, 2)),
      direct(TRIPLED, 3, nodes),
      contender('3 nodes behind HAProxy, load × 3', 3, nodes, [`ws://127.0.0.1:${port}`]),
      direct(SHARING, 1, nodes),
      direct(ALONE_AT_A_THIRD, 1 / 3, servers.slice(0, 1)),
    ],
    besideCpu: () => ({ redis: cpuOf(redis.pid), balancer: cpuOf(balancer.pid) }),
    stop: async () => {
      await balancer.stop('SIGKILL');
      for (const server of servers) {
        await server.kill();
        await server.stop();
      }
      await redis.kill();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
