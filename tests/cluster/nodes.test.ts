import { createColumn, liveColumns, readColumns } from '@muster/contract/work/board-columns';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newId } from '../../apps/server/src/core/identifiers.ts';
import { type SignedIn, signIn } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { person } from '../support/fixtures.ts';
import { openReplica, type Replica, saved, synced } from '../sync/replica.ts';
import { TestCluster } from './TestCluster.ts';

let cluster: TestCluster;
let owner: SignedIn;
const open: Replica[] = [];

beforeAll(async () => {
  cluster = await TestCluster.start(2);
  owner = await signIn(cluster.node(0).url, person('dispatcher'));
});

afterEach(() => {
  for (const { provider } of open.splice(0)) provider.destroy();
});

afterAll(() => cluster.stop());

async function openOn(index: number, name: string): Promise<Replica> {
  const replica = openReplica(cluster.node(index).webSocketUrl, name, owner.token);
  open.push(replica);
  await synced(replica);
  return replica;
}

const addColumn = ({ doc }: Replica, name: string) =>
  createColumn(doc, { userId: owner.userId, at: new Date().toISOString(), origin: null }, { id: newId(), name });

const columnNames = ({ doc }: Replica) => liveColumns(readColumns(doc)).map((column) => column.name);

test('what is edited on one node is seen on the other', async () => {
  const { documentName } = await owner.api.work.boards.create.mutate({ name: 'Two nodes', kind: 'team' });
  const [here, there] = [await openOn(0, documentName), await openOn(1, documentName)];
  for (let count = 0; count < 20; count++) {
    const began = performance.now();
    addColumn(here, `Column ${count}`);
    await eventually('the column', () => columnNames(there).includes(`Column ${count}`));
    console.info(`${Math.round(performance.now() - began)} ms`);
  }
  await saved(here);
  expect(columnNames(there)).toEqual(columnNames(here));
});
