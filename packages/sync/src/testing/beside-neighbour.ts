import { RawClient } from './RawClient.ts';
import type { SyncTestServer } from './SyncTestServer.ts';
import { addCard } from './sample-updates.ts';

/** Does something hostile next to a neighbour, and proves that the neighbour's work goes on. */
export async function besideNeighbour(
  server: SyncTestServer,
  attack: (attacker: RawClient) => void,
): Promise<RawClient> {
  const [neighbour, attacker] = await Promise.all([1, 2].map(() => RawClient.join(`${server.url}/board/1?muster=1`)));
  if (neighbour === undefined || attacker === undefined) throw new Error('no clients');
  attack(attacker);
  await attacker.closed();
  const before = neighbour.acknowledged;
  neighbour.edit((doc) => addCard(doc, 'still here'));
  await neighbour.until('the neighbour to be served', () => neighbour.acknowledged === before + 1);
  return attacker;
}
