import { poolOf } from '../../core/database/index.ts';

/** How much all documents of all companies take, for the operator. */
export interface DocumentSizes {
  readonly documents: number;
  readonly bytes: number;
  /** Bytes of the middle snapshot, of the 99th of 100, and of the largest; empty when there is none. */
  readonly snapshots: readonly number[];
}

interface SizesRow {
  documents: string;
  bytes: string;
  snapshots: number[] | null;
}

/** Looks at every document, though not at its bytes, whose length PostgreSQL knows: ask now and then only. */
export async function documentSizes(): Promise<DocumentSizes> {
  const { rows } = await poolOf('muster_sync').query<SizesRow>(
    `select count(*) as documents, coalesce(sum(size_bytes), 0) as bytes,
       (select percentile_disc(array[0.5, 0.99, 1]) within group (order by length(bytes)) from document_snapshot) as snapshots
     from document`,
  );
  const [row] = rows;
  return { documents: Number(row?.documents ?? 0), bytes: Number(row?.bytes ?? 0), snapshots: row?.snapshots ?? [] };
}
