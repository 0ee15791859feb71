import type { CatchUp, Change } from '@muster/contract/core/changes';
import { describe, expect, it, vi } from 'vitest';
import { ChangeFeed } from './ChangeFeed.ts';

function change(sequence: number): Change {
  return { sequence, entity: 'work.board', ids: [sequence.toString()], actorId: null };
}

function feedWith(answers: (CatchUp | Error)[]) {
  const asked: (number | null)[] = [];
  const seen: number[] = [];
  const onResync = vi.fn();
  const feed = new ChangeFeed({
    ask: async (since) => {
      asked.push(since);
      const answer = answers.shift();
      if (!answer || answer instanceof Error) throw answer ?? new Error('no answer left');
      return answer;
    },
    onChanges: (changes) => seen.push(...changes.map((each) => each.sequence)),
    onResync,
  });
  return { feed, asked, seen, onResync };
}

describe('ChangeFeed', () => {
  it('begins at the server’s number and asks again for what was loaded before', async () => {
    const { feed, asked, seen, onResync } = feedWith([{ sequence: 7, changes: [] }]);
    await feed.catchUp();
    feed.receive(change(8));
    expect({ asked, seen }).toEqual({ asked: [null], seen: [8] });
    expect(onResync).toHaveBeenCalledOnce();
  });

  it('asks for exactly what was missed after a reconnection', async () => {
    const { feed, asked, seen, onResync } = feedWith([
      { sequence: 7, changes: [] },
      { sequence: 9, changes: [change(8), change(9)] },
    ]);
    await feed.catchUp();
    await feed.catchUp();
    expect({ asked, seen }).toEqual({ asked: [null, 7], seen: [8, 9] });
    expect(onResync).toHaveBeenCalledOnce();
  });

  it('notices a gap by itself', async () => {
    const { feed, asked, seen } = feedWith([
      { sequence: 7, changes: [] },
      { sequence: 9, changes: [change(8), change(9)] },
    ]);
    await feed.catchUp();
    feed.receive(change(9));
    await feed.catchUp();
    expect({ asked, seen }).toEqual({ asked: [null, 7], seen: [8, 9] });
  });

  it('shows a change once, however often it comes', async () => {
    const { feed, seen } = feedWith([{ sequence: 7, changes: [] }]);
    await feed.catchUp();
    feed.receive(change(8));
    feed.receive(change(8));
    feed.receive(change(7));
    expect(seen).toEqual([8]);
  });

  it('asks once more when a change came that the answer did not know of yet', async () => {
    const { feed, asked, seen } = feedWith([
      { sequence: 7, changes: [] },
      { sequence: 8, changes: [change(8)] },
    ]);
    const first = feed.catchUp();
    feed.receive(change(8));
    await first;
    expect({ asked, seen }).toEqual({ asked: [null, 7], seen: [8] });
  });

  it('gives up counting when too much was missed, and goes on from there', async () => {
    const { feed, seen, onResync } = feedWith([
      { sequence: 7, changes: [] },
      { sequence: 5_000, resync: true },
    ]);
    await feed.catchUp();
    await feed.catchUp();
    feed.receive(change(5_001));
    expect(seen).toEqual([5_001]);
    expect(onResync).toHaveBeenCalledTimes(2);
  });

  it('asks again from the same number when no answer came', async () => {
    const { feed, asked } = feedWith([
      { sequence: 7, changes: [] },
      new Error('timeout'),
      { sequence: 7, changes: [] },
    ]);
    await feed.catchUp();
    await feed.catchUp();
    await feed.catchUp();
    expect(asked).toEqual([null, 7, 7]);
  });

  it('asks once for two that want to know at the same time', async () => {
    const { feed, asked } = feedWith([{ sequence: 7, changes: [] }]);
    await Promise.all([feed.catchUp(), feed.catchUp()]);
    expect(asked).toEqual([null]);
  });
});
