import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { eventually } from '../testing/eventually.ts';
import { addCard } from '../testing/sample-updates.ts';
import { CommitQueue } from './CommitQueue.ts';
import { ContentCache } from './ContentCache.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { MemoryDocumentLog } from './MemoryDocumentLog.ts';
import { StoragePace } from './StoragePace.ts';
import { Stretches } from './Stretches.ts';

const documentId = 'id-of-board/1';

/** A log with so many cards in it, and a cache that has read them. */
async function cached(cards: number, idleTime: number, life = DEFAULT_LIMITS.contentLife) {
  const log = new MemoryDocumentLog();
  const doc = new Y.Doc();
  const append = async (id: string) => {
    const before = Y.encodeStateVector(doc);
    addCard(doc, id);
    const bytes = Y.encodeStateAsUpdate(doc, before);
    const [seq = 0] = await log.append([{ documentId, bytes, actorId: null }]);
    return { seq, bytes, content: null };
  };
  for (let card = 1; card <= cards; card++) await append(`${card}`);
  const limits = { ...DEFAULT_LIMITS, contentIdle: idleTime, contentLife: life };
  const queue = new CommitQueue(log, () => undefined, { pace: new StoragePace(512) });
  const cache = new ContentCache(documentId, { log, limits, logger: undefined, queue, stretches: new Stretches() });
  await cache.load();
  return { append, cache };
}

test('J7: content that lacks what another process stored in between is read again', async () => {
  const { append, cache } = await cached(1, 60_000);
  cache.committed([await append('2')]);
  expect(cache.resident?.lastSeq).toBe(2);
  await append('of another process');
  cache.committed([await append('4')]);
  expect(cache.resident).toBeNull();
  await cache.load();
  expect(cache.resident?.lastSeq).toBe(4);
  expect(cache.resident?.coverage().structs.stateVector().size).toBe(1);
  cache.dispose();
});

test('content that nobody asks for is let go', async () => {
  const { cache } = await cached(1, 1);
  await eventually('it to be gone', () => cache.resident === null);
});

test('J11: content that is asked for all the time is let go, too, once it is old', async () => {
  const { cache } = await cached(1, 50, 200);
  await eventually('it to be gone, though it is looked at again and again', () => cache.resident === null);
});
