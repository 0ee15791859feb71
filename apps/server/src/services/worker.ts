import { poolOf } from '../core/database/index.ts';
import { log } from '../core/log.ts';
import { OutboxRelay, type Subscriber } from '../core/outbox-relay.ts';
import { deleteExpiredSessions } from '../identity/index.ts';

const hour = 60 * 60 * 1000;

/** What runs behind the requests: the outbox relay, and once an hour the clearing of what nobody needs any more. */
export function startWorker(subscribers: readonly Subscriber[]): { stop: () => Promise<void> } {
  const relay = new OutboxRelay(subscribers);
  relay.start();
  const timer = setInterval(() => void clearOld(), hour);
  return {
    stop: async () => {
      clearInterval(timer);
      await relay.stop();
    },
  };
}

async function clearOld(): Promise<void> {
  try {
    await deleteExpiredSessions();
    // Screens that slept longer than this ask for everything again.
    await poolOf('muster_relay').query("delete from outbox_event where published_at < now() - interval '7 days'");
  } catch (error) {
    log.warn({ error }, 'old records could not be cleared; trying again in an hour');
  }
}
