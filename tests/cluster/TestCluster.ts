import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { TcpProxy } from '../support/TcpProxy.ts';

/** One server of a cluster, with the only ways that it has to PostgreSQL and Redis. */
export interface TestNode extends TestServer {
  readonly postgres: TcpProxy;
  readonly redis: TcpProxy;
}

/** Real servers on one database, with a Redis between them. */
export class TestCluster {
  readonly database: TestDatabase;
  readonly redis: TestRedis;
  readonly nodes: TestNode[] = [];
  /** Holds the keys of encrypted fields, which are the same on every node, and whatever else a test puts there. */
  readonly folder = mkdtempSync(join(tmpdir(), 'muster-cluster-'));
  readonly #env: Record<string, string>;

  private constructor(database: TestDatabase, redis: TestRedis, env: Record<string, string>) {
    this.database = database;
    this.redis = redis;
    this.#env = env;
  }

  /** Starts so many servers, with these environment variables beside those that tell them of each other. */
  static async start(size: number, env: Record<string, string> = {}): Promise<TestCluster> {
    const cluster = new TestCluster(await createDatabase(), await startRedis(), env);
    for (let count = 0; count < size; count++) await cluster.add();
    return cluster;
  }

  /** Starts one more server; without Redis it and the others find each other's edits in PostgreSQL. */
  async add({ withRedis = true } = {}): Promise<TestNode> {
    const address = new URL(this.database.url);
    const postgres = await TcpProxy.before(Number(address.port));
    const redis = await TcpProxy.before(this.redis.port);
    address.port = String(postgres.port);
    address.searchParams.delete('host');
    const env = {
      ...(withRedis && { REDIS_URL: `redis://127.0.0.1:${redis.port}` }),
      DATA_DIR: this.folder,
      ...this.#env,
    };
    const server = await startServer({ databaseUrl: address.href, env });
    const node = Object.create(server, { postgres: { value: postgres }, redis: { value: redis } });
    this.nodes.push(node);
    return node;
  }

  /** The server at a place; it must exist. */
  node(index: number): TestNode {
    const node = this.nodes[index];
    if (!node) throw new Error(`there is no node ${index}`);
    return node;
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.kill()));
    for (const { postgres, redis } of this.nodes) for (const proxy of [postgres, redis]) proxy.close();
    for (const node of this.nodes) await node.stop();
    await this.redis.kill();
    await this.database.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
