import type { PendingUpdate } from './pending-update.ts';
import type { SyncServices } from './services.ts';

/** A stored update, of which its origin is not told yet. */
export interface Settlement {
  readonly update: PendingUpdate;
  readonly seq: number;
}

/** Tells the origins that their updates are stored; writers that were held for what they had waiting may go on. */
export function settleAll(
  settlements: readonly Settlement[],
  services: Pick<SyncServices, 'observer' | 'pressure'>,
): void {
  if (settlements.length === 0) return;
  for (const { update, seq } of settlements) update.origin.stored(update, seq);
  const now = performance.now();
  for (const { update } of settlements) services.observer?.acknowledged(now - update.receivedAt, update.documentId);
  services.pressure.relieve();
}
