import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Companion } from '../../scripts/cluster/companion.ts';
import { startBalancer } from '../../scripts/cluster/haproxy.ts';
import { freePort } from '../../scripts/postgres/server.ts';
import { type SignedIn, signIn } from '../support/client.ts';
import { person } from '../support/fixtures.ts';
import { randomFrom } from '../sync/random.ts';
import type { Writer } from '../sync/Writer.ts';
import { expectIdenticalEnds } from './identical-ends.ts';
import { Team } from './Team.ts';
import { TestCluster } from './TestCluster.ts';

const seed = Number(process.env.MUSTER_TEST_SEED ?? Date.now() % 1_000_000);
const nodes = 3;

let cluster: TestCluster;
let balancer: Companion | undefined;
let address: string;
let owner: SignedIn;

beforeAll(async () => {
  cluster = await TestCluster.start(nodes, { TRUST_PROXY: '1', DRAIN_SECONDS: '1' });
  const port = await freePort();
  const serverPorts = cluster.nodes.map(({ url }) => Number(new URL(url).port));
  const file = join(cluster.folder, 'haproxy.cfg');
  balancer = await startBalancer({ host: '127.0.0.1', port, serverPorts, file });
  address = `127.0.0.1:${port}`;
  owner = await signIn(`http://${address}`, person('dispatcher'));
});

afterAll(async () => {
  await balancer?.stop('SIGKILL');
  await cluster.stop();
});

/** The longest time (milliseconds) between two acknowledgements, as the writer has seen it so far. */
function watchStalls({ replica, acknowledged }: Writer): () => number {
  let known = acknowledged.size;
  let at = performance.now();
  let longest = 0;
  replica.provider.subscribe(() => {
    if (acknowledged.size === known) return;
    longest = Math.max(longest, performance.now() - at);
    known = acknowledged.size;
    at = performance.now();
  });
  return () => longest;
}

test(`a rolling restart behind the load balancer loses no acknowledgement (MUSTER_TEST_SEED=${seed})`, async () => {
  const team = await Team.start(cluster, owner, randomFrom(seed), `ws://${address}`);
  await team.exchange(10);
  const stalls = team.writers.map(watchStalls);
  for (const node of cluster.nodes) {
    await node.kill('SIGTERM');
    await team.exchange(5);
    await node.restart();
    await team.exchange(5);
  }
  console.info(`longest stalls: ${stalls.map((longest) => Math.round(longest())).join(', ')} ms`);
  await expectIdenticalEnds(cluster, team);
  for (const node of cluster.nodes) expect(node.logs()).not.toContain('stopping took too long');
  team.end();
});
