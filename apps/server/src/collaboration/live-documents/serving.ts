import type { SyncObserver, SyncServer } from '@muster/sync/server';
import { DocumentActivity } from './DocumentActivity.ts';
import { SaveTimes } from './SaveTimes.ts';

/** What this process knows of the live documents that it serves. */
export interface Serving {
  readonly sync: Pick<SyncServer, 'people' | 'connectionCounts' | 'isOpenElsewhere' | 'closeDocument' | 'stats'>;
  /** Makes a snapshot of all that the rows follow. */
  compact(documentId: string): Promise<unknown>;
}

let serving: Serving | undefined;

/** Of all changes that this process stored. */
export const saveTimes = new SaveTimes();

/** Of each document that this process serves. */
export const activity = new DocumentActivity();

/** From now on the screen of live documents shows and does what it does through these; undefined when they close. */
export function operateThrough(running: Serving | undefined): void {
  serving = running;
}

/** Undefined in a process that serves no live documents. */
export function running(): Serving | undefined {
  return serving;
}

/** Notes what goes on, and passes everything on. */
export function noteActivity(observer: SyncObserver): SyncObserver {
  return {
    ...observer,
    acknowledged: (milliseconds, documentId) => {
      saveTimes.add(milliseconds);
      activity.changed(documentId);
      observer.acknowledged(milliseconds, documentId);
    },
    refused: (code, documentId) => {
      activity.refused(documentId, code);
      observer.refused(code, documentId);
    },
  };
}
