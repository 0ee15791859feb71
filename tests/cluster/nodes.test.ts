import { readCard } from '@muster/contract/work/board-card-read';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { maxDocumentBytes } from '../../apps/server/src/collaboration/document-limits.ts';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { type SignedIn, signIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { person } from '../support/fixtures.ts';
import { newBoard } from '../sync/crash/Crew.ts';
import { randomFrom } from '../sync/random.ts';
import { openReplica, type Replica, synced } from '../sync/replica.ts';
import { expectIdenticalEnds } from './identical-ends.ts';
import { Team } from './Team.ts';
import { TestCluster } from './TestCluster.ts';

const seed = Number(process.env.MUSTER_TEST_SEED ?? Date.now() % 1_000_000);
const random = randomFrom(seed);

let cluster: TestCluster;
let owner: SignedIn;
const teams: Team[] = [];
const open: Replica[] = [];

beforeAll(async () => {
  cluster = await TestCluster.start(2);
  owner = await signIn(cluster.node(0).url, person('dispatcher'));
});

afterEach(() => {
  for (const team of teams.splice(0)) team.end();
  for (const { provider } of open.splice(0)) provider.destroy();
});

afterAll(() => cluster.stop());

async function startTeam(): Promise<Team> {
  const team = await Team.start(cluster, owner, random);
  teams.push(team);
  return team;
}

async function openOn(index: number, name: string, who: SignedIn = owner): Promise<Replica> {
  const replica = openReplica(cluster.node(index).webSocketUrl, name, who.token);
  open.push(replica);
  await synced(replica);
  return replica;
}

/** How long (milliseconds) something takes; for people to read, not to be asserted. */
async function timed(what: string, fact: () => boolean): Promise<void> {
  const began = performance.now();
  await eventually(what, fact);
  console.info(`${what} after ${Math.round(performance.now() - began)} ms`);
}

const peopleOn = ({ provider }: Replica) => provider.awareness.getStates().size;

describe(`nodes (MUSTER_TEST_SEED=${seed})`, () => {
  test('take edits of one document all at once and come to identical ends', async () => {
    const team = await startTeam();
    await team.exchange(30);
    await expectIdenticalEnds(cluster, team);
  });

  test('may be killed, restarted and added in mid-edit', async () => {
    const team = await startTeam();
    const others = team.writers.slice(1);
    await team.exchange(10);
    await cluster.node(0).kill();
    await team.proceed(20, others);
    const added = await cluster.add();
    const newcomer = await team.join(added.webSocketUrl);
    await team.exchange(10, [...others, newcomer]);
    await cluster.node(0).restart();
    team.hurry();
    await team.exchange(10);
    await expectIdenticalEnds(cluster, team);
    await added.stop();
    cluster.nodes.pop();
  });

  test('keep to the size limit of a document that is filled through two of them at once', async () => {
    const name = await newBoard(owner);
    const replicas = [await openOn(0, name), await openOn(1, name)];
    const most = Math.floor(maxDocumentBytes * 0.6);
    for (const [index, { doc }] of replicas.entries()) doc.getText(`notes ${index}`).insert(0, 'x'.repeat(most));
    const isSaved = ({ provider }: Replica) => provider.getStatus().save === 'saved';
    const isRefused = ({ provider }: Replica) => provider.getStatus().refusal !== null;
    await eventually(
      'one to be saved and the other to be refused',
      () => replicas.filter(isSaved).length === 1 && replicas.some(isRefused),
    );
    const refused = replicas.findIndex(isRefused);
    const text = `notes ${refused}`;
    expect(replicas[refused]?.provider.getStatus().refusal?.reason).toMatch(/20 MB/);
    const sizes = await cluster.database.query<{ bytes: string }>(
      'select size_bytes as bytes from document where name = $1',
      [name],
    );
    expect(Number(sizes[0]?.bytes)).toBeLessThan(maxDocumentBytes);

    // Taking it back is enough: the server asks for what it lacks, and that is small by then.
    replicas[refused]?.doc.getText(text).delete(0, most);
    replicas[refused]?.doc.getText(text).insert(0, 'shorter');
    await eventually('both to be saved', () => replicas.every(isSaved));
    const newcomer = await openOn(refused === 0 ? 1 : 0, name);
    expect(newcomer.doc.getText(text).toJSON()).toBe('shorter');
    expect(newcomer.doc.getText(`notes ${1 - refused}`)).toHaveLength(most);
  });

  test('need no Redis to come to identical ends', async () => {
    const node = await cluster.add({ withRedis: false });
    const team = await startTeam();
    await team.exchange(20);
    await expectIdenticalEnds(cluster, team);
    await node.stop();
    cluster.nodes.pop();
  });

  test('show the people of all of them; those of a node that was killed vanish', async () => {
    const name = await newBoard(owner);
    const [here, there] = [await openOn(0, name), await openOn(1, name)];
    here.provider.awareness.setLocalState({ tab: 'here' });
    there.provider.awareness.setLocalState({ tab: 'there' });
    await timed('people see each other', () => peopleOn(here) === 2 && peopleOn(there) === 2);
    here.provider.disconnect();
    await timed('a person who leaves is gone', () => peopleOn(there) === 1);
    here.provider.connect();
    await eventually('people see each other again', () => peopleOn(there) === 2);
    await cluster.node(0).kill();
    await timed('the people of a killed node are gone', () => peopleOn(there) === 1);
    await cluster.node(0).restart();
  });

  test('show what a command on another node wrote', async () => {
    const name = await newBoard(owner);
    const screen = await openOn(1, name);
    const cardId = newId();
    await owner.api.work.cards.create.mutate({
      id: cardId,
      boardId: name.slice('board/'.length),
      title: 'By a command',
    });
    await timed('the card is on the screen', () => readCard(screen.doc, cardId)?.title === 'By a command');
  });

  test('cut a person whose access is withdrawn on another', async () => {
    const name = await newBoard(owner);
    const id = name.slice('board/'.length);
    const mover = await signIn(cluster.node(1).url, person('mover'));
    await owner.api.work.boards.setMember.mutate({ id, userId: mover.userId, access: 'editor' });
    const replica = await openOn(1, name, mover);
    await owner.api.work.boards.setMember.mutate({ id, userId: mover.userId, access: null });
    await timed('the connection is cut', () => replica.provider.getStatus().refusal?.code === 'no_access');
  });

  test('end when told to, with every edit acknowledged and their people told to come back', async () => {
    const team = await startTeam();
    await team.exchange(10);
    await cluster.node(0).kill('SIGTERM');
    await team.proceed(10, team.writers.slice(1));
    await cluster.node(0).restart();
    team.hurry();
    await team.exchange(10);
    await expectIdenticalEnds(cluster, team);
    expect(cluster.node(0).logs()).not.toContain('stopping took too long');
  });
});
