import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { BoardPresence } from './BoardPresence.ts';
import { readActivity, readPerson } from './presence-state.ts';

function screenOf(id: string) {
  const awareness = new Awareness(new Y.Doc());
  awareness.setLocalStateField('user', { id, name: id, color: '#112233' });
  return { awareness, presence: new BoardPresence(awareness, id) };
}

function tell(from: Awareness, to: Awareness) {
  applyAwarenessUpdate(to, encodeAwarenessUpdate(from, [from.clientID]), 'network');
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('BoardPresence', () => {
  test('shows others on the cards they hold, and tells only those cards', () => {
    const [ann, bob] = [screenOf('ann'), screenOf('bob')];
    ann.presence.follow();
    const [one, two] = [vi.fn(), vi.fn()];
    ann.presence.subscribe('card:one', one);
    ann.presence.subscribe('card:two', two);
    bob.presence.tell({ open: 'one', pointer: { cardId: 'one', x: 0.5, y: 0.25 } });
    vi.advanceTimersByTime(100);
    tell(bob.awareness, ann.awareness);
    expect(ann.presence.people()).toEqual([{ id: 'bob', name: 'bob', color: '#112233' }]);
    expect(ann.presence.visitors('one')).toMatchObject([{ doing: 'open', at: { x: 0.5, y: 0.25 } }]);
    expect([one.mock.calls.length, two.mock.calls.length]).toEqual([1, 0]);
    bob.presence.tell({ open: null, drag: ['two'], pointer: null });
    vi.advanceTimersByTime(100);
    tell(bob.awareness, ann.awareness);
    expect(ann.presence.visitors('one')).toEqual([]);
    expect(ann.presence.visitors('two')).toMatchObject([{ doing: 'drag', at: null }]);
  });

  test('sends the last word of many at a steady pace', () => {
    const { awareness, presence } = screenOf('ann');
    const sent = vi.fn();
    awareness.on('update', sent);
    for (let at = 0; at < 50; at++) presence.tell({ pointer: { cardId: 'one', x: at / 50, y: 0 } });
    expect(sent).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100);
    expect(sent).toHaveBeenCalledOnce();
    expect(readActivity(awareness.getLocalState()).pointer?.x).toBe(0.98);
  });

  test('leaves nothing behind when it stops', () => {
    const { awareness, presence } = screenOf('ann');
    const stop = presence.follow();
    presence.tell({ focus: 'one' });
    stop();
    vi.advanceTimersByTime(100);
    expect(readActivity(awareness.getLocalState()).focus).toBeNull();
  });

  test('does not show our own other windows as somebody else', () => {
    const [here, there] = [screenOf('ann'), screenOf('ann')];
    here.presence.follow();
    tell(there.awareness, here.awareness);
    expect(here.presence.people()).toEqual([]);
  });
});

test('nonsense from others is read as a person doing nothing, or nobody', () => {
  expect(readPerson({ user: { id: 'x', name: 'X', color: 'url(javascript:1)' } })).toEqual({
    id: 'x',
    name: 'X',
    color: '#4f6272',
  });
  expect([null, 3, {}, { user: [] }].map(readPerson)).toEqual([null, null, null, null]);
  expect(readActivity({ board: { drag: 'a', pointer: { cardId: 'c', x: 9, y: '1' } } })).toEqual({
    focus: null,
    open: null,
    drag: [],
    pointer: { cardId: 'c', x: 0, y: 0 },
  });
});
