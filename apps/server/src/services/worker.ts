import { accessEvents, keepAutomaticVersions, purgeDeletedContent } from '../collaboration/index.ts';
import { poolOf } from '../core/database/index.ts';
import { log } from '../core/log.ts';
import { Postman } from '../core/mail/Postman.ts';
import type { MailTransport } from '../core/mail/transport.ts';
import { OutboxRelay, type Subscriber } from '../core/outbox-relay.ts';
import { continueRotations } from '../core/sealing/rotation/rotate-batch.ts';
import {
  answerResetRequests,
  deleteExpiredTickets,
  endOperatorAccessesOverdue,
  endSessionsOverdue,
  fillFieldIndexes,
  pruneAudit,
  tellExpiredGrants,
} from '../identity/index.ts';

const hour = 60 * 60 * 1000;
const fewMinutes = 3 * 60 * 1000;
const halfMinute = 30 * 1000;
const second = 1000;
const halfSecond = 500;

/** What works behind the requests. */
export interface WorkerOptions {
  subscribers: readonly Subscriber[];
  /** Null where no mail server is configured: mail then waits in its queue. */
  sendMail: MailTransport | null;
}

/** Starts it: the outbox relay, the postman, and now and then the clearing of what has run out. */
export function startWorker({ subscribers, sendMail }: WorkerOptions): { stop: () => Promise<void> } {
  const relay = new OutboxRelay(subscribers, accessEvents());
  relay.start();
  if (!sendMail) log.warn('no mail is sent, as SMTP_URL is not set; it waits until it is');
  const postman = sendMail && new Postman(sendMail);
  postman?.start();
  const timers = [
    every(second, tellExpiredGrants),
    every(second, answerResetRequests),
    every(second, fillFieldIndexes),
    every(second, continueRotations),
    every(halfSecond, endOperatorAccessesOverdue),
    every(halfMinute, endSessionsOverdue),
    every(fewMinutes, () => keepAutomaticVersions()),
    every(hour, () => purgeDeletedContent()),
    every(hour, clearOld),
    every(hour, pruneAudit),
  ];
  return {
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([relay.stop(), postman?.stop()]);
    },
  };
}

/** Calls back at every interval, unless it is still at work from the time before. */
function every(interval: number, work: () => Promise<unknown>): NodeJS.Timeout {
  let working = false;
  return setInterval(() => {
    if (working) return;
    working = true;
    work()
      .catch((error: unknown) => log.warn({ error }, 'work behind the requests failed; trying again'))
      .finally(() => {
        working = false;
      });
  }, interval);
}

async function clearOld(): Promise<void> {
  await deleteExpiredTickets();
  // Screens that slept longer than this ask for everything again.
  await poolOf('muster_relay').query("delete from outbox_event where published_at < now() - interval '7 days'");
  await poolOf('muster_relay').query("delete from mail_message where created_at < now() - interval '30 days'");
}
