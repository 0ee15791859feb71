import { parseDocumentName } from '@muster/contract/collaboration/document-name';
import type { Actor } from '../core/actor.ts';
import { BatchLoader } from '../core/BatchLoader.ts';
import { poolOf, readTenant } from '../core/database/index.ts';
import { type DocumentAccess, type DocumentKind, documentKind } from './registry.ts';

/** Where a document's rows lie, and what it belongs to. */
export interface DocumentReference {
  documentId: string;
  tenantId: string;
  name: string;
  entityId: string;
  kind: DocumentKind;
}

type Row = { id: string; tenantId: string; name: string };

interface NameOfTenant {
  tenantId: string;
  name: string;
}

/** Many documents are opened in the same moment when a server comes back: they are looked up together. */
const byName = new BatchLoader<NameOfTenant, Row | null>(async (wanted) => {
  const tenants = [...new Set(wanted.map(({ tenantId }) => tenantId))];
  const found = await Promise.all(tenants.map((tenantId) => findByName(tenantId, wanted)));
  const rows = new Map(found.flat().map((row) => [`${row.tenantId} ${row.name}`, row]));
  return wanted.map(({ tenantId, name }) => rows.get(`${tenantId} ${name}`) ?? null);
});

function findByName(tenantId: string, wanted: readonly NameOfTenant[]): Promise<Row[]> {
  const names = [...new Set(wanted.filter((each) => each.tenantId === tenantId).map(({ name }) => name))];
  return readTenant({ tenantId }).$queryRaw<Row[]>`
    select id, tenant_id as "tenantId", name from document where tenant_id = ${tenantId}::uuid and name = any(${names})`;
}

/** The document of this name, if it is one of the actor's company. */
export async function findDocument(actor: Pick<Actor, 'tenantId'>, name: string): Promise<DocumentReference | null> {
  if (parseDocumentName(name) === null) return null;
  const row = await byName.load({ tenantId: actor.tenantId, name });
  return row && toReference(row);
}

/** The document of this name with what the actor may do with it; null when it does not exist for them. */
export async function findAccessible(
  actor: Actor,
  name: string,
): Promise<{ document: DocumentReference; access: DocumentAccess } | null> {
  const document = await findDocument(actor, name);
  const access = document && (await document.kind.authorize(actor, document.entityId));
  return access ? { document, access } : null;
}

/** A document's company and name never change, so they are asked for once. */
const known = new Map<string, Row>();
const mostKnown = 10_000;

/** The document with this id, of whichever company; for work on the log that nobody asked for by hand. */
export async function referenceById(documentId: string): Promise<DocumentReference | null> {
  return (await referencesById([documentId]))[0] ?? null;
}

/** The documents with these ids, of whichever company; those that are gone, or of no known kind, are left out. */
export async function referencesById(documentIds: readonly string[]): Promise<DocumentReference[]> {
  const rows = new Map(documentIds.flatMap((id) => knownEntry(id)));
  const unknown = documentIds.filter((id) => !rows.has(id));
  for (const row of unknown.length > 0 ? await findRows(unknown) : []) rows.set(row.id, row);
  return [...rows.values()].map(toReference).filter((reference) => reference !== null);
}

function knownEntry(documentId: string): [string, Row][] {
  const row = known.get(documentId);
  return row ? [[documentId, row]] : [];
}

async function findRows(documentIds: readonly string[]): Promise<Row[]> {
  const { rows } = await poolOf('muster_sync').query<Row>(
    'select id, tenant_id as "tenantId", name from document where id = any($1::uuid[])',
    [documentIds],
  );
  if (known.size + rows.length > mostKnown) known.clear();
  for (const row of rows) known.set(row.id, row);
  return rows;
}

function toReference(row: Row): DocumentReference | null {
  const parts = parseDocumentName(row.name);
  const kind = parts && documentKind(parts.kind);
  if (!parts || !kind) return null;
  return { documentId: row.id, tenantId: row.tenantId, name: row.name, entityId: parts.entityId, kind };
}
