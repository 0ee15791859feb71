import { parseDocumentName } from '@muster/contract/collaboration/document-name';
import type { Access } from '@muster/sync/server';
import type { Actor } from '../core/actor.ts';
import { BatchLoader } from '../core/BatchLoader.ts';
import { readTenant } from '../core/database/index.ts';
import { type DocumentReference, type DocumentRow, toReference } from './document-reference.ts';
import { type DocumentKind, documentKind } from './registry.ts';

/** A document of a kind that this process serves, with all that can be done with it. */
export interface ServedDocument extends DocumentReference {
  kind: DocumentKind;
}

interface NameOfTenant {
  tenantId: string;
  name: string;
}

/** Many documents are opened in the same moment when a server comes back: they are looked up together. */
const byName = new BatchLoader<NameOfTenant, DocumentRow | null>(async (wanted) => {
  const tenants = [...new Set(wanted.map(({ tenantId }) => tenantId))];
  const found = await Promise.all(tenants.map((tenantId) => findByName(tenantId, wanted)));
  const rows = new Map(found.flat().map((row) => [`${row.tenantId} ${row.name}`, row]));
  return wanted.map(({ tenantId, name }) => rows.get(`${tenantId} ${name}`) ?? null);
});

function findByName(tenantId: string, wanted: readonly NameOfTenant[]): Promise<DocumentRow[]> {
  const names = [...new Set(wanted.filter((each) => each.tenantId === tenantId).map(({ name }) => name))];
  return readTenant({ tenantId }).$queryRaw<DocumentRow[]>`
    select id, tenant_id as "tenantId", name from document where tenant_id = ${tenantId}::uuid and name = any(${names})`;
}

/** The document of this name, if it is one of the actor's company. */
export async function findDocument(actor: Pick<Actor, 'tenantId'>, name: string): Promise<ServedDocument | null> {
  if (parseDocumentName(name) === null) return null;
  const row = await byName.load({ tenantId: actor.tenantId, name });
  return row && toServed(row);
}

/** The document of this name with what the actor may do with it; null when it does not exist for them. */
export async function findAccessible(
  actor: Actor,
  name: string,
): Promise<{ document: ServedDocument; access: Access } | null> {
  const document = await findDocument(actor, name);
  const access = document && (await document.kind.authorize(actor, document.entityId));
  return access ? { document, access } : null;
}

function toServed(row: DocumentRow): ServedDocument | null {
  const reference = toReference(row);
  const kind = reference && documentKind(reference.kind.kind);
  return kind ? { ...reference, kind } : null;
}
