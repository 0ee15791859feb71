import { expect, test } from 'vitest';
import { FairShare } from './FairShare.ts';
import { TurnShare } from './TurnShare.ts';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** A socket with so many frames left, each of which says whose it was. */
function waiting(caller: string, frames: number, handled: string[]) {
  let left = frames;
  return {
    caller,
    handleNext: () => {
      handled.push(caller);
      left -= 1;
      return left > 0;
    },
  };
}

function fairShare(turnTime: number) {
  const storage = { isBehind: false };
  return { storage, share: new FairShare({ turnTime, isStorageBehind: () => storage.isBehind }) };
}

test('H12: callers take turns, however many sockets one of them has', async () => {
  const { share } = fairShare(1_000);
  const handled: string[] = [];
  for (let sockets = 0; sockets < 5; sockets++) share.wait(waiting('mallory', 2, handled));
  share.wait(waiting('ana', 2, handled));
  await nextTurn();
  expect(handled).toEqual(['mallory', 'ana', 'mallory', 'ana']);
  for (let turns = 0; turns < 5; turns++) await nextTurn();
  expect(handled).toHaveLength(12);
});

test('H12: what takes longer than its part of a turn goes on in the next', async () => {
  const { share } = fairShare(0);
  const handled: string[] = [];
  share.wait(waiting('mallory', 3, handled));
  await nextTurn();
  expect(handled).toHaveLength(1);
  await nextTurn();
  expect(handled).toHaveLength(2);
});

test('H13: nothing that waits is handled while the log is behind', async () => {
  const { share, storage } = fairShare(1_000);
  const handled: string[] = [];
  storage.isBehind = true;
  share.wait(waiting('mallory', 3, handled));
  await nextTurn();
  await nextTurn();
  expect(handled).toEqual([]);
  storage.isBehind = false;
  share.wake();
  await nextTurn();
  expect(handled).toHaveLength(3);
});

test('H12: a socket has its share of each turn, and its first frame in any case', async () => {
  const { share } = fairShare(1_000);
  const mine = new TurnShare(share, 1_000);
  const taken = () => [mine.take(1), mine.take(1), mine.take(1)];
  expect(taken()).toEqual([true, true, false]);
  await nextTurn();
  mine.useUp();
  expect(taken()).toEqual([true, true, false]);
});

test('H12: what a large frame is beyond the share is taken from the shares of later turns', async () => {
  const { share } = fairShare(1_000);
  const mine = new TurnShare(share, 1_000);
  const other = new TurnShare(share, 1_000);
  expect([mine.take(2_000), mine.take(1)]).toEqual([true, false]);
  await nextTurn();
  expect([mine.take(1), other.take(1)]).toEqual([false, true]);
  await nextTurn();
  expect([mine.take(1), other.take(1)]).toEqual([true, true]);
});

test('H12: a socket has its full share again however long nobody sent anything', async () => {
  const { share } = fairShare(1_000);
  const mine = new TurnShare(share, 1_000);
  const taken = () => [mine.take(1), mine.take(1), mine.take(1)];
  expect(taken()).toEqual([true, true, false]);
  for (let turns = 0; turns < 3; turns++) await nextTurn();
  expect(taken()).toEqual([true, true, false]);
});
