import type { TurnedAway } from './observer.ts';
import type { SyncServices } from './services.ts';

/** Counts a visitor who was sent away. */
export function countTurnedAway({ counters, observer }: SyncServices, reason: TurnedAway): void {
  counters.turnedAway += 1;
  observer?.turnedAway(reason);
}
