import type { CatchUp, Change } from '@muster/contract/core/changes';
import type { UserActor } from '../core/actor.ts';
import { readTenant } from '../core/database/index.ts';
import type { SequencedEvent } from '../core/published-feed.ts';

/** More than this and a screen does better to ask for everything again. */
const mostChanges = 500;

/** The one person that an event is for; null when it is for the whole tenant. */
export function concerns(event: Pick<SequencedEvent, 'entity' | 'details'>): string | null {
  const personal = event.entity === 'identity.notification' || event.entity === 'identity.session';
  const userId = event.details?.userId;
  return personal && typeof userId === 'string' ? userId : null;
}

export function toChange(event: Pick<SequencedEvent, 'sequence' | 'entity' | 'ids' | 'actorId'>): Change {
  return { sequence: event.sequence, entity: event.entity, ids: event.ids, actorId: event.actorId };
}

/** What a person hears of an event that is another's: that the sequence went on. */
export function toSequenceOnly({ sequence }: Pick<SequencedEvent, 'sequence'>): Change {
  return { sequence, entity: '', ids: [], actorId: null };
}

/** What was published since a screen last listened. A screen that knows nothing yet is told where the present is. */
export async function missedChanges(actor: UserActor, since: number | null): Promise<CatchUp> {
  const { tenantId } = actor;
  const newest = await readTenant(actor).outboxEvent.findFirst({
    where: { tenantId, publishedSequence: { not: null } },
    orderBy: { publishedSequence: 'desc' },
    select: { publishedSequence: true },
  });
  const sequence = Number(newest?.publishedSequence ?? 0);
  if (since === null || since >= sequence) return { sequence, changes: [] };
  const rows = await readTenant(actor).outboxEvent.findMany({
    where: { tenantId, publishedSequence: { gt: since } },
    orderBy: { publishedSequence: 'asc' },
    take: mostChanges + 1,
  });
  // The oldest events are forgotten after a while; a gap at the beginning means that some of what was missed is gone.
  const complete = rows.length <= mostChanges && Number(rows[0]?.publishedSequence) === since + 1;
  if (!complete) return { sequence, resync: true };
  return {
    sequence,
    changes: rows
      .map(toMissed)
      .filter((event) => isFor(event, actor))
      .map(toChange),
  };
}

interface OutboxRow {
  publishedSequence: bigint | null;
  payload: unknown;
  actorId: string | null;
}

function toMissed(row: OutboxRow) {
  const payload = row.payload as Pick<SequencedEvent, 'entity' | 'ids' | 'details'>;
  return { ...payload, actorId: row.actorId, sequence: Number(row.publishedSequence) };
}

function isFor(event: ReturnType<typeof toMissed>, actor: UserActor): boolean {
  const recipient = concerns(event);
  return recipient === null || recipient === actor.userId;
}
