import { poolOf } from '../../core/database/index.ts';

/** How much all documents of all companies take, for the operator. Estimated where there are very many. */
export interface DocumentSizes {
  readonly documents: number;
  readonly bytes: number;
  /** Bytes of the middle snapshot, of the 99th of 100, and of the largest; empty when there is none. */
  readonly snapshots: readonly number[];
}

/** Pages that are read of a table: all rows that a smaller one has, which some 80,000 documents have. */
const sampledPages = 2_000;

/** Which part of a table's pages that many are, in per cent. */
async function shareOf(table: string, mostPages: number): Promise<number> {
  const { rows } = await poolOf('muster_sync').query<{ pages: number }>(
    "select (pg_relation_size($1::regclass) / current_setting('block_size')::int)::int as pages",
    [table],
  );
  return Math.min(100, (100 * mostPages) / Math.max(1, rows[0]?.pages ?? 0));
}

interface SizesRow {
  documents: string;
  bytes: string;
  snapshots: number[] | null;
  largest: number | null;
}

/**
 * Looks at so many pages of each table, always at the same ones, so that figures do not jump; never at documents' bytes,
 * whose length PostgreSQL knows. The largest snapshot is found by its index.
 */
export async function documentSizes(mostPages = sampledPages): Promise<DocumentSizes> {
  const ofDocuments = await shareOf('document', mostPages);
  const ofSnapshots = await shareOf('document_snapshot', mostPages);
  const { rows } = await poolOf('muster_sync').query<SizesRow>(
    `select count(*) as documents, coalesce(sum(size_bytes), 0) as bytes,
       (select percentile_disc(array[0.5, 0.99]) within group (order by length(bytes))
         from document_snapshot tablesample system ($2) repeatable (0)) as snapshots,
       (select length(bytes) from document_snapshot order by length(bytes) desc limit 1) as largest
     from document tablesample system ($1) repeatable (0)`,
    [ofDocuments, ofSnapshots],
  );
  const [row] = rows;
  const whole = (sum = '0') => Math.round((Number(sum) * 100) / ofDocuments);
  const largest = row?.largest ?? null;
  const snapshots = largest === null ? [] : [...(row?.snapshots ?? [largest, largest]), largest];
  return { documents: whole(row?.documents), bytes: whole(row?.bytes), snapshots };
}
