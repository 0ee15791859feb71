import * as Y from 'yjs';
import { boardDocument } from '../work/index.ts';
import type { BoardHistory, NamedState } from './BoardHistory.ts';
import { day, hour, isoInstant, minute } from './instants.ts';
import type { Person } from './people.ts';
import type { Story } from './story.ts';

/** Something that a board's owner did to the whole of it. */
export interface Milestone {
  at: number;
  reach: (history: BoardHistory) => void;
}

/** In order of time: states of a longer board that its owner named and, on one that knows it, a restore by mistake. */
export function milestonesOf({ owner, from, until, restoredOnce }: Story): Milestone[] {
  const length = until - from;
  if (length < 10 * day) return [];
  const naming = (at: number, name: string): Milestone => ({ at, reach: (history) => history.name(name, at, owner) });
  // Late in the evening in Vancouver, when nobody else is at work.
  const mistakenAt = Math.floor((from + length * 0.6) / day) * day + 5 * hour;
  const mistake: Milestone = { at: mistakenAt, reach: (history) => restoreByMistake(history, owner, mistakenAt) };
  return [
    naming(Math.floor(from + length / 3), 'After the first review'),
    ...(restoredOnce ? [mistake] : []),
    naming(Math.floor(until - Math.max(length / 10, 14 * hour)), 'Before this week'),
  ];
}

/** Restores the first named version, finds that it is the wrong one, and takes it back: nothing is lost. */
function restoreByMistake(history: BoardHistory, owner: Person, at: number): void {
  const [version] = history.versions;
  if (!version) throw new Error('The board has no version to restore.');
  const before = restore(history, owner, at, version);
  restore(history, owner, at + 2 * minute, before);
}

/** As the command does it: the state before is kept under a name first, and given back. */
function restore(history: BoardHistory, owner: Person, at: number, version: NamedState): NamedState {
  const previous = history.name(`Before restoring “${version.name}”`, at, owner, true);
  const then = new Y.Doc();
  Y.applyUpdate(then, version.bytes);
  history.commit(owner.id, at, (doc) => boardDocument.restore(doc, then, { userId: owner.id, at: isoInstant(at) }));
  history.restores.push({ at, by: owner, version, previous, sequence: history.sequence });
  return previous;
}
