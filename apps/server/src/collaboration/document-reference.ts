import { parseDocumentName } from '@muster/contract/collaboration/document-name';
import { poolOf } from '../core/database/index.ts';
import { type ProjectedKind, projectedKind } from './registry.ts';

/** Where a document's rows lie, and what it belongs to. */
export interface DocumentReference {
  documentId: string;
  tenantId: string;
  name: string;
  entityId: string;
  kind: ProjectedKind;
}

/** A document as its table has it. */
export interface DocumentRow {
  id: string;
  tenantId: string;
  name: string;
}

/** A document's company and name never change, so they are asked for once. */
const known = new Map<string, DocumentRow>();
const mostKnown = 10_000;

/** The document with this id, of whichever company; for work on the log that nobody asked for by hand. */
export async function referenceById(documentId: string): Promise<DocumentReference | null> {
  return (await referencesById([documentId]))[0] ?? null;
}

/** The documents with these ids, of whichever company, in this order; those that are gone, or of no known kind, are left out. */
export async function referencesById(documentIds: readonly string[]): Promise<DocumentReference[]> {
  const rows = new Map(documentIds.flatMap((id) => knownEntry(id)));
  const unknown = documentIds.filter((id) => !rows.has(id));
  for (const row of unknown.length > 0 ? await findRows(unknown) : []) rows.set(row.id, row);
  return documentIds.flatMap((id) => rows.get(id) ?? []).flatMap((row) => toReference(row) ?? []);
}

function knownEntry(documentId: string): [string, DocumentRow][] {
  const row = known.get(documentId);
  return row ? [[documentId, row]] : [];
}

async function findRows(documentIds: readonly string[]): Promise<DocumentRow[]> {
  const { rows } = await poolOf('muster_sync').query<DocumentRow>(
    'select id, tenant_id as "tenantId", name from document where id = any($1::uuid[])',
    [documentIds],
  );
  if (known.size + rows.length > mostKnown) known.clear();
  for (const row of rows) known.set(row.id, row);
  return rows;
}

/** Null for a kind that nobody registered. */
export function toReference(row: DocumentRow): DocumentReference | null {
  const parts = parseDocumentName(row.name);
  const kind = parts && projectedKind(parts.kind);
  if (!parts || !kind) return null;
  return { documentId: row.id, tenantId: row.tenantId, name: row.name, entityId: parts.entityId, kind };
}
