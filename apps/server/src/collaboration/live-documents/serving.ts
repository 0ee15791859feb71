import type { SyncObserver, SyncServer } from '@muster/sync/server';
import { SaveTimes } from './SaveTimes.ts';

/** What this process knows of the live documents that it serves. */
export interface Serving {
  readonly sync: Pick<SyncServer, 'people' | 'isOpenElsewhere' | 'closeDocument' | 'stats'>;
  /** Makes a snapshot of all that the rows follow. */
  compact(documentId: string): Promise<unknown>;
}

let serving: Serving | undefined;

/** Of all changes that this process stored. */
export const saveTimes = new SaveTimes();

/** From now on the screen of live documents shows and does what it does through these; undefined when they close. */
export function operateThrough(running: Serving | undefined): void {
  serving = running;
}

/** Undefined in a process that serves no live documents. */
export function running(): Serving | undefined {
  return serving;
}

/** Notes how long saving takes, and passes everything on. */
export function noteSaveTimes(observer: SyncObserver): SyncObserver {
  return {
    ...observer,
    acknowledged: (milliseconds) => {
      saveTimes.add(milliseconds);
      observer.acknowledged(milliseconds);
    },
  };
}
