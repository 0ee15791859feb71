import { poolOf } from './database/index.ts';
import type { PublishedEvent } from './outbox.ts';
import { WakeUp } from './wake-up.ts';

/** A published event with its place in the tenant's order. */
export interface SequencedEvent extends PublishedEvent {
  sequence: number;
}

interface PublishedRow {
  tenant_id: string;
  id: string;
  type: string;
  payload: Omit<PublishedEvent, 'id' | 'tenantId' | 'actorId' | 'type'>;
  actor_id: string | null;
  published_sequence: string;
  published_at: Date;
}

const pageSize = 1000;

type Listener = (event: SequencedEvent) => void;

/**
 * What was published, as every process hears it: for open screens and open sockets, which belong to one process. It
 * follows the outbox itself, so a lost notification or connection delays an event and never drops it.
 */
export class PublishedFeed {
  readonly #listeners = new Set<Listener>();
  readonly #wakeUp = new WakeUp('muster_published', () => this.#readAll());
  // Events of the newest instant seen: published_at is not unique, so those are remembered by id.
  #seenUntil = new Date(0);
  #seenIds = new Set<string>();

  on(listener: Listener): void {
    this.#listeners.add(listener);
  }

  async start(): Promise<void> {
    const { rows } = await poolOf('muster_relay').query(
      'select coalesce(max(published_at), now()) as at from outbox_event',
    );
    this.#seenUntil = rows[0].at;
    this.#wakeUp.start();
  }

  stop(): Promise<void> {
    return this.#wakeUp.stop();
  }

  async #readAll(): Promise<void> {
    let rows: PublishedRow[];
    do {
      ({ rows } = await poolOf('muster_relay').query<PublishedRow>(
        `select tenant_id, id, type, payload, actor_id, published_sequence, published_at from outbox_event
         where published_at >= $1 order by published_at, tenant_id, published_sequence limit $2`,
        [this.#seenUntil, pageSize],
      ));
      for (const row of rows) this.#tell(row);
    } while (rows.length === pageSize);
  }

  #tell(row: PublishedRow): void {
    if (row.published_at > this.#seenUntil) {
      this.#seenUntil = row.published_at;
      this.#seenIds = new Set();
    }
    if (this.#seenIds.has(row.id)) return;
    this.#seenIds.add(row.id);
    const event = toSequencedEvent(row);
    for (const listener of this.#listeners) listener(event);
  }
}

function toSequencedEvent(row: PublishedRow): SequencedEvent {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    actorId: row.actor_id,
    type: row.type,
    ...row.payload,
    sequence: Number(row.published_sequence),
  };
}
