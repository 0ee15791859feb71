import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type SignedIn, signIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { person } from '../support/fixtures.ts';
import { randomFrom } from '../sync/random.ts';
import { expectIdenticalEnds } from './identical-ends.ts';
import { Team } from './Team.ts';
import { TestCluster } from './TestCluster.ts';

const seed = Number(process.env.MUSTER_TEST_SEED ?? Date.now() % 1_000_000);
const random = randomFrom(seed);

let cluster: TestCluster;
let owner: SignedIn;
let team: Team;

beforeAll(async () => {
  cluster = await TestCluster.start(2);
  owner = await signIn(cluster.node(0).url, person('dispatcher'));
});

afterEach(() => team.end());

afterAll(() => cluster.stop());

async function startTeam(): Promise<void> {
  team = await Team.start(cluster, owner, random);
  await team.exchange(10);
}

/** How often a node has said that it cannot reach the others, or that it can again. */
const mentions = (index: number, text: string) => cluster.node(index).logs().split(text).length - 1;

const waitForMention = async (index: number, text: string, before: number) =>
  eventually(text, () => mentions(index, text) > before);

const cannotBeReached = 'other nodes cannot be reached';
const canBeReached = 'other nodes can be reached again';

describe(`identical ends (MUSTER_TEST_SEED=${seed})`, () => {
  test('when a node is cut from PostgreSQL for a while', async () => {
    await startTeam();
    const [cut, ...others] = team.writers;
    cluster.node(0).postgres.cut();
    await team.proceed(15, others);
    const { acknowledged } = cut ?? { acknowledged: new Set() };
    const before = acknowledged.size;
    await team.proceed(15, others);
    expect(acknowledged.size).toBe(before);
    cluster.node(0).postgres.mend();
    await team.exchange(10);
    await expectIdenticalEnds(cluster, team);
  });

  test.each(['cut', 'swallow'] as const)(
    'when a node loses Redis (%s), which costs time and nothing else',
    async (loss) => {
      await startTeam();
      const before = [mentions(0, cannotBeReached), mentions(0, canBeReached)];
      cluster.node(0).redis[loss]();
      await team.exchange(10);
      await waitForMention(0, cannotBeReached, before[0] ?? 0);
      await team.exchange(10);
      cluster.node(0).redis.mend();
      await waitForMention(0, canBeReached, before[1] ?? 0);
      await team.exchange(10);
      await expectIdenticalEnds(cluster, team);
    },
  );

  test('when a node loses both, and with them its readiness', async () => {
    await startTeam();
    const { postgres, redis, url } = cluster.node(0);
    postgres.cut();
    redis.cut();
    await eventually('the node to be unready', async () => (await fetch(`${url}/readyz`)).status === 503);
    await team.proceed(15, team.writers.slice(1));
    postgres.mend();
    redis.mend();
    await team.exchange(10);
    await expectIdenticalEnds(cluster, team);
  });

  test('when Redis restarts empty, and when it stays away for a while', async () => {
    await startTeam();
    await cluster.redis.start();
    await team.exchange(10);
    const before = [0, 1].map((index) => [mentions(index, cannotBeReached), mentions(index, canBeReached)]);
    await cluster.redis.kill();
    await Promise.all([0, 1].map((index) => waitForMention(index, cannotBeReached, before[index]?.[0] ?? 0)));
    await team.exchange(20);
    await cluster.redis.start();
    await Promise.all([0, 1].map((index) => waitForMention(index, canBeReached, before[index]?.[1] ?? 0)));
    await team.exchange(20);
    await expectIdenticalEnds(cluster, team);
  });
});
