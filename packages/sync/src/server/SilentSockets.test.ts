import { expect, test } from 'vitest';
import { type SilentSocket, SilentSockets } from './SilentSockets.ts';

const LIMITS = { maxSilentConnections: 6, maxSilentPerAddress: 4, maxSilentPerCaller: 2, silenceForgiven: 1_000 };

function crowd() {
  const clock = { now: 1_000_000 };
  const silent = new SilentSockets(LIMITS, () => clock.now);
  const closed: string[] = [];
  const enter = (name: string, address: string, caller: string | null): SilentSocket => {
    const socket: SilentSocket = {
      address,
      caller,
      since: clock.now,
      closeForSilence: () => {
        closed.push(name);
        silent.delete(socket);
      },
    };
    silent.add(socket);
    return socket;
  };
  return { clock, silent, closed, enter };
}

test('H11: of the silent sockets of a caller, of an address and of all the oldest are closed first', () => {
  const { clock, closed, enter, silent } = crowd();
  for (const name of ['a1', 'a2', 'b1', 'b2']) enter(name, 'office', name.charAt(0));
  clock.now += 1_000;
  enter('a3', 'office', 'a');
  expect(closed).toEqual(['a1']);
  enter('c1', 'office', 'c');
  expect(closed).toEqual(['a1', 'a2']);
  for (const name of ['x', 'y', 'z']) enter(name, name, null);
  expect(closed).toEqual(['a1', 'a2', 'b1']);
  expect(silent.size).toBe(6);
});

test('H11: nobody is closed within the first second, however many come; afterwards those who are still silent are', () => {
  const { clock, closed, enter, silent } = crowd();
  const office = Array.from({ length: 200 }, (_, person) => enter(`${person}`, 'office', `${person}`));
  clock.now += 999;
  silent.trim();
  expect(silent.closeOldest()).toBe(false);
  expect(closed).toEqual([]);
  for (const socket of office.slice(0, 190)) silent.delete(socket);
  clock.now += 1;
  silent.trim();
  expect(closed).toEqual(['190', '191', '192', '193', '194', '195']);
  expect(silent.closeOldest()).toBe(true);
  expect(closed.at(-1)).toBe('196');
});
