import type pg from 'pg';
import type { Actor } from './actor.ts';
import type { TenantTransaction } from './database/index.ts';
import { newId } from './identifiers.ts';

/** A fact, as contexts tell it to each other. It names records; whoever needs their contents reads them. */
export interface DomainEvent {
  /** `<context>.<entity>.<what happened>`, for example `work.board.shared`. */
  type: string;
  /** `<context>.<entity>`: what open screens use to know which data changed. */
  entity: string;
  ids: string[];
  /** What a subscriber needs beyond the ids. */
  details?: Record<string, string | number | boolean | null | string[]>;
}

/** An event as the relay delivers it: at least once, in order per tenant; what changes access goes before what does not. */
export interface PublishedEvent extends DomainEvent {
  id: string;
  tenantId: string;
  actorId: string | null;
}

/** Writes an event in the transaction that makes it true; the relay hears of it when that commits. */
export async function publish(
  transaction: TenantTransaction,
  actor: Pick<Actor, 'tenantId' | 'userId'>,
  event: DomainEvent,
): Promise<void> {
  const { type, ...payload } = event;
  await transaction.outboxEvent.create({
    data: { tenantId: actor.tenantId, id: newId(), type, payload, actorId: actor.userId },
  });
  await transaction.$executeRaw`select pg_notify('muster_outbox', '')`;
}

/** The same from a transaction without Prisma: projection and other work in plain SQL. */
export async function publishWith(
  client: pg.PoolClient,
  actor: Pick<Actor, 'tenantId' | 'userId'>,
  { type, ...payload }: DomainEvent,
): Promise<void> {
  await client.query(
    `with written as (insert into outbox_event (tenant_id, id, type, payload, actor_id) values ($1, $2, $3, $4, $5))
     select pg_notify('muster_outbox', '')`,
    [actor.tenantId, newId(), type, JSON.stringify(payload), actor.userId],
  );
}

/** Several events at once, in their order; see `publishWith`. */
export async function publishAllWith(
  client: pg.PoolClient,
  tenantId: string,
  events: readonly { actorId: string | null; event: DomainEvent }[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ actorId, event: { type, ...payload } }) => ({ id: newId(), type, payload, actorId }));
  await client.query(
    `with written as (
       insert into outbox_event (tenant_id, id, type, payload, actor_id)
       select $1, id, type, payload, "actorId" from jsonb_to_recordset($2::jsonb)
         as event (id uuid, type text, payload jsonb, "actorId" uuid)
     )
     select pg_notify('muster_outbox', '')`,
    [tenantId, JSON.stringify(rows)],
  );
}
