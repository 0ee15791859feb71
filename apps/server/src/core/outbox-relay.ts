import type pg from 'pg';
import { withRole } from './database/index.ts';
import { log } from './log.ts';
import type { PublishedEvent } from './outbox.ts';
import { WakeUp } from './wake-up.ts';

/** Reacts to an event. It is called at least once for each, so it must come to the same end when called again. */
export type Subscriber = (event: PublishedEvent) => Promise<void>;

interface OutboxRow {
  tenant_id: string;
  id: string;
  type: string;
  payload: { entity: string; ids: string[]; details?: PublishedEvent['details'] };
  actor_id: string | null;
  attempts: number;
}

/** Events told at once; those that cannot wait come first in the next batch. */
const batchSize = 200;
const maxAttempts = 8;

/**
 * Publishes the outbox: hands each event to the durable subscribers, gives it the tenant's next published sequence and
 * tells every process that there is something new. One relay works at a time, whichever process holds the lock.
 */
export class OutboxRelay {
  readonly #subscribers: readonly Subscriber[];
  readonly #urgentTypes: readonly string[];
  readonly #wakeUp = new WakeUp('muster_outbox', () => this.#drain());

  /** Events whose type is like one of `urgentTypes` (patterns of SQL) are told before all others that wait. */
  constructor(subscribers: readonly Subscriber[], urgentTypes: readonly string[]) {
    this.#subscribers = subscribers;
    this.#urgentTypes = urgentTypes;
  }

  start(): void {
    this.#wakeUp.start();
  }

  stop(): Promise<void> {
    return this.#wakeUp.stop();
  }

  async #drain(): Promise<void> {
    while ((await this.#publishBatch()) === batchSize);
  }

  #publishBatch(): Promise<number> {
    return withRole('muster_relay', async (client) => {
      const lock = await client.query("select pg_try_advisory_xact_lock(hashtext('muster_outbox')) as held");
      if (!lock.rows[0].held) return 0;
      const { rows } = await client.query<OutboxRow>(
        `select tenant_id, id, type, payload, actor_id, attempts from outbox_event
         where published_sequence is null and next_attempt_at <= now()
         order by type like any($2) desc, id limit $1`,
        [batchSize, this.#urgentTypes],
      );
      for (const row of rows) await this.#deliver(client, row);
      if (rows.length > 0) await client.query("select pg_notify('muster_published', '')");
      return rows.length;
    });
  }

  async #deliver(client: pg.PoolClient, row: OutboxRow): Promise<void> {
    const failure = await this.#tellSubscribers(toEvent(row));
    if (failure && row.attempts + 1 < maxAttempts) return postpone(client, row, failure);
    if (failure) log.error({ event: row.id, type: row.type, failure }, 'an event was given up after its last attempt');
    await client.query(
      `update outbox_event set published_at = clock_timestamp(), failure = $3, published_sequence =
         (select coalesce(max(published_sequence), 0) + 1 from outbox_event where tenant_id = $1)
       where tenant_id = $1 and id = $2`,
      [row.tenant_id, row.id, failure],
    );
  }

  async #tellSubscribers(event: PublishedEvent): Promise<string | null> {
    try {
      for (const subscriber of this.#subscribers) await subscriber(event);
      return null;
    } catch (error) {
      log.warn({ error, event: event.id, type: event.type }, 'a subscriber failed');
      return error instanceof Error ? error.message : String(error);
    }
  }
}

function postpone(client: pg.PoolClient, row: OutboxRow, failure: string): Promise<void> {
  return client
    .query(
      `update outbox_event set attempts = attempts + 1, failure = $3,
         next_attempt_at = now() + make_interval(secs => 0.2 * power(2, attempts))
       where tenant_id = $1 and id = $2`,
      [row.tenant_id, row.id, failure],
    )
    .then(() => undefined);
}

function toEvent(row: OutboxRow): PublishedEvent {
  return { id: row.id, tenantId: row.tenant_id, actorId: row.actor_id, type: row.type, ...row.payload };
}
