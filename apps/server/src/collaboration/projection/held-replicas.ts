import type pg from 'pg';
import type { DocumentReference } from '../document-reference.ts';
import { RecentDocuments } from '../RecentDocuments.ts';
import { loadUpTo } from './projection-rows.ts';
import { Replica } from './Replica.ts';

/** A document in memory, for a pass that has locked its projection. */
export interface HeldReplica {
  replica: Replica;
  /** Whether it was just read: then it is not known which rows follow it, and all are compared. */
  fresh: boolean;
}

/** A document and the number up to which its rows follow it. */
export interface LockedDocument {
  document: DocumentReference;
  from: number;
  /** Bytes of all that is stored of it. */
  bytes: number;
}

/** Beside them a pass takes what it reads, some 40 MB at most (project-documents.ts), unless a document is larger by itself. */
const replicas = new RecentDocuments<Replica>({ memory: 64 * 1024 * 1024, keptFor: 60_000 });

/** How many bytes were stored of a document when it was last kept; null unless it is in memory as of this number. */
export function heldBytes(documentId: string, sequence: number): number | null {
  const kept = replicas.peek(documentId);
  return kept?.value.sequence === sequence ? kept.bytes : null;
}

/** Takes the documents out of memory, unless another process has projected them since; the others are read. */
export async function takeReplicas(
  client: pg.PoolClient,
  tenantId: string,
  locked: readonly LockedDocument[],
): Promise<Map<string, HeldReplica>> {
  const held = new Map<string, HeldReplica>();
  for (const { document, from } of locked) {
    const kept = replicas.take(document.documentId);
    if (kept?.value.sequence !== from) continue;
    held.set(document.documentId, { replica: kept.value, fresh: false });
  }
  const missing = locked.filter(({ document }) => !held.has(document.documentId));
  if (missing.length === 0) return held;
  const places = missing.map(({ document, from }) => ({ documentId: document.documentId, sequence: from }));
  const loaded = await loadUpTo(client, tenantId, places);
  for (const { document, from } of missing) {
    const found = loaded.get(document.documentId);
    if (!found) continue;
    const replica = new Replica(found.doc, from, document.kind);
    held.set(document.documentId, { replica, fresh: true });
  }
  return held;
}

/** Keeps a document, of which so many bytes are stored, for the next pass; only once what was done with it is committed. */
export function keepReplica(documentId: string, { replica }: HeldReplica, bytes: number): void {
  replicas.keep(documentId, replica, bytes);
}

/** Lets go of a document. */
export function releaseReplica(documentId: string): void {
  replicas.take(documentId);
}
