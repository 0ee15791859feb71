import type { LiveDocumentSort, liveDocumentListSchema } from '@muster/contract/collaboration/live-documents';
import type { z } from 'zod';
import type { UserActor } from '../../core/actor.ts';
import { Prisma, readTenant } from '../../core/database/index.ts';

/** What the list asks for, once its search is the names of documents; null asks for all. */
export interface RowsWanted extends Pick<z.output<typeof liveDocumentListSchema>, 'cursor' | 'limit' | 'sort'> {
  readonly names: readonly string[] | null;
}

/** A document with how far others have followed it. */
export interface LiveDocumentRow {
  id: string;
  name: string;
  sizeBytes: bigint;
  editedAt: Date;
  sinceSnapshot: bigint;
  behind: bigint;
  problems: number;
  /** What the list is sorted by, as text that PostgreSQL reads back without loss. */
  place: string;
}

/**
 * By which expression each order goes. None has an index: it would be written anew with every edit of every document,
 * while a company's documents are found by the key and sorted in passing.
 */
const places: Record<LiveDocumentSort, Prisma.Sql> = {
  edited: Prisma.sql`extract(epoch from document.updated_at)`,
  size: Prisma.sql`document.size_bytes::numeric`,
  lag: Prisma.sql`(document.last_sequence - coalesce(projection.projected_sequence, 0))::numeric`,
};

/** One row more than `limit`, which says whether there is another page. */
export function findRows(actor: UserActor, { names, cursor, limit, sort }: RowsWanted): Promise<LiveDocumentRow[]> {
  const place = places[sort];
  const [after, afterId] = cursor?.split(':') ?? [];
  const beyond =
    after && afterId ? Prisma.sql`(${place}, document.id) < (${after}::numeric, ${afterId}::uuid)` : Prisma.sql`true`;
  return readTenant(actor).$queryRaw<LiveDocumentRow[]>`
    select document.id, document.name, document.size_bytes as "sizeBytes", document.updated_at as "editedAt",
      document.last_sequence - coalesce(snapshot.sequence, 0) as "sinceSnapshot",
      document.last_sequence - coalesce(projection.projected_sequence, 0) as behind,
      (select count(*)::int from projection_problem problem where problem.tenant_id = document.tenant_id
        and problem.document_id = document.id and problem.resolved_at is null) as problems,
      ${place}::text as place
    from document
    left join document_snapshot snapshot on snapshot.tenant_id = document.tenant_id and snapshot.document_id = document.id
    left join document_projection projection
      on projection.tenant_id = document.tenant_id and projection.document_id = document.id
    where document.tenant_id = ${actor.tenantId}::uuid
      and (${names === null} or document.name = any(${names ?? []}::text[])) and ${beyond}
    order by ${place} desc, document.id desc limit ${limit + 1}`;
}

interface SumsRow {
  documents: number;
  bytes: bigint;
  behind: number;
  problems: number;
}

/** All documents of the company in sum. */
export async function sumUp(actor: UserActor): Promise<SumsRow> {
  const { tenantId } = actor;
  const [row] = await readTenant(actor).$queryRaw<SumsRow[]>`
    select count(*)::int as documents, coalesce(sum(document.size_bytes), 0)::bigint as bytes,
      count(*) filter (where document.last_sequence > coalesce(projection.projected_sequence, 0))::int as behind,
      (select count(*)::int from projection_problem where tenant_id = ${tenantId}::uuid and resolved_at is null) as problems
    from document left join document_projection projection
      on projection.tenant_id = document.tenant_id and projection.document_id = document.id
    where document.tenant_id = ${tenantId}::uuid`;
  return row ?? { documents: 0, bytes: 0n, behind: 0, problems: 0 };
}
