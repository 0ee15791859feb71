import { poolOf } from '../database/index.ts';
import { log } from '../log.ts';
import { WakeUp } from '../wake-up.ts';
import { type DueMail, mailChannel, takeDueMail, textOf } from './mail-queue.ts';
import type { MailTransport } from './transport.ts';

const batchSize = 10;
/** With doubling pauses from two seconds, these take about nine hours. */
const maxAttempts = 15;

/**
 * Sends the mail of all companies. It works beside the outbox relay and not in it: a mail server that takes its time
 * must not keep open screens from hearing that a session was revoked.
 */
export class Postman {
  readonly #send: MailTransport;
  readonly #wakeUp = new WakeUp(mailChannel, () => this.#sendAll());

  constructor(send: MailTransport) {
    this.#send = send;
  }

  start(): void {
    this.#wakeUp.start();
  }

  stop(): Promise<void> {
    return this.#wakeUp.stop();
  }

  async #sendAll(): Promise<void> {
    let taken: DueMail[];
    do {
      taken = await takeDueMail(poolOf('muster_relay'), batchSize);
      await Promise.all(taken.map((mail) => this.#deliver(mail)));
    } while (taken.length === batchSize);
  }

  async #deliver(mail: DueMail): Promise<void> {
    const { tenantId, id, template } = mail;
    try {
      await this.#send({ ...mail, ...textOf(mail) });
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      log.warn({ mail: id, template, attempt: mail.attempts, failure }, 'a mail could not be sent');
      return postpone(mail, failure);
    }
    // What was sent holds links that sign in: it is not kept.
    await poolOf('muster_relay').query(
      `update mail_message set sent_at = now(), contents = null, next_attempt_at = null, failure = null
       where tenant_id = $1 and id = $2`,
      [tenantId, id],
    );
    log.info({ mail: id, template }, 'mail sent');
  }
}

async function postpone({ tenantId, id, attempts }: DueMail, failure: string): Promise<void> {
  await poolOf('muster_relay').query(
    `update mail_message set failure = $3, next_attempt_at =
       case when $4 then null else now() + least(interval '1 hour', make_interval(secs => power(2, $5::int))) end
     where tenant_id = $1 and id = $2`,
    [tenantId, id, failure.slice(0, 1000), attempts >= maxAttempts, attempts],
  );
}
