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

interface Order {
  /** What the list is sorted by, most first; documents with the same place go by their ids. */
  readonly place: Prisma.Sql;
  /** The same order as an index has it, where there is one. */
  readonly by: Prisma.Sql;
  /** What more is to be read of each document. */
  readonly join: Prisma.Sql;
}

const byPlace = Prisma.sql`place desc, document.id desc`;
const projections = Prisma.sql`left join document_projection projection
  on projection.tenant_id = document.tenant_id and projection.document_id = document.id`;

/**
 * Size and lag change with every edit of every document, so no index has them: all documents of the company are sorted in
 * passing. An index leads to those that were edited last, down to ten minutes.
 */
const orders: Record<LiveDocumentSort, Order> = {
  edited: {
    place: Prisma.sql`extract(epoch from document.updated_at)`,
    by: Prisma.sql`document.edited_around desc, document.updated_at desc, document.id desc`,
    join: Prisma.empty,
  },
  size: { place: Prisma.sql`document.size_bytes::numeric`, by: byPlace, join: Prisma.empty },
  lag: {
    place: Prisma.sql`(document.last_sequence - coalesce(projection.projected_sequence, 0))::numeric`,
    by: byPlace,
    join: projections,
  },
  problems: {
    place: Prisma.sql`coalesce(found.problems, 0)::numeric`,
    by: byPlace,
    join: Prisma.sql`left join (
        select tenant_id, document_id, count(*) as problems from projection_problem where resolved_at is null group by tenant_id, document_id
      ) found on found.tenant_id = document.tenant_id and found.document_id = document.id`,
  },
};

function beyond(cursor: string | undefined, sort: LiveDocumentSort): Prisma.Sql {
  const [after, id] = cursor?.split(':') ?? [];
  if (!after || !id) return Prisma.empty;
  const rest = Prisma.sql`and (${orders[sort].place}, document.id) < (${after}::numeric, ${id}::uuid)`;
  if (sort !== 'edited') return rest;
  // Says nothing more, but lets the index begin there.
  return Prisma.sql`and document.edited_around <= to_timestamp(${after}::float8 + 1) at time zone 'UTC' ${rest}`;
}

/** One row more than `limit`, which says whether there is another page. */
export function findRows(actor: UserActor, { names, cursor, limit, sort }: RowsWanted): Promise<LiveDocumentRow[]> {
  const { place, by, join } = orders[sort];
  const named = names ? Prisma.sql`and document.name = any(${names}::text[])` : Prisma.empty;
  return readTenant(actor).$queryRaw<LiveDocumentRow[]>`
    with document as (
      select document.tenant_id, document.id, document.name, document.size_bytes, document.updated_at,
        document.last_sequence, ${place} as place
      from document ${join}
      where document.tenant_id = ${actor.tenantId}::uuid ${named} ${beyond(cursor, sort)}
      order by ${by} limit ${limit + 1}
    )
    select document.id, document.name, document.size_bytes as "sizeBytes", document.updated_at as "editedAt",
      document.last_sequence - coalesce(snapshot.sequence, 0) as "sinceSnapshot",
      document.last_sequence - coalesce(projection.projected_sequence, 0) as behind,
      (select count(*)::int from projection_problem problem where problem.tenant_id = document.tenant_id
        and problem.document_id = document.id and problem.resolved_at is null) as problems,
      document.place::text as place
    from document
    left join document_snapshot snapshot on snapshot.tenant_id = document.tenant_id and snapshot.document_id = document.id
    ${projections}
    order by document.place desc, document.id desc`;
}

/** All documents of a company in sum. */
export interface SumsRow {
  documents: number;
  bytes: bigint;
  behind: number;
  /** Milliseconds; null when none is behind. */
  oldestBehind: number | null;
  problems: number;
  /** Bytes; null while there is no snapshot. */
  largestSnapshot: number | null;
}

/** Looks at every document of the company. */
export async function sumUp(actor: UserActor): Promise<SumsRow> {
  const { tenantId } = actor;
  const [row] = await readTenant(actor).$queryRaw<SumsRow[]>`
    select count(*)::int as documents, coalesce(sum(document.size_bytes), 0)::bigint as bytes,
      count(*) filter (where document.last_sequence > coalesce(projection.projected_sequence, 0))::int as behind,
      (extract(epoch from now() - (
        select min(tail.committed_at) from document_projection lagging
        join document followed on followed.tenant_id = lagging.tenant_id and followed.id = lagging.document_id
          and followed.last_sequence > lagging.projected_sequence
        join document_update tail on tail.tenant_id = lagging.tenant_id and tail.document_id = lagging.document_id
          and tail.sequence = lagging.projected_sequence + 1
        where lagging.tenant_id = ${tenantId}::uuid
      )) * 1000)::float8 as "oldestBehind",
      (select count(*)::int from projection_problem where tenant_id = ${tenantId}::uuid and resolved_at is null) as problems,
      (select max(length(bytes)) from document_snapshot where tenant_id = ${tenantId}::uuid) as "largestSnapshot"
    from document left join document_projection projection
      on projection.tenant_id = document.tenant_id and projection.document_id = document.id
    where document.tenant_id = ${tenantId}::uuid`;
  if (!row) throw new Error('a sum has always one row');
  return row;
}
