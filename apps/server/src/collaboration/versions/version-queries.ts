import type { DocumentVersion, VersionComparison } from '@muster/contract/collaboration/versions';
import type { Page, PageInput } from '@muster/contract/core/pagination';
import type { UserActor } from '../../core/actor.ts';
import { readTenant } from '../../core/database/index.ts';
import { toPage } from '../../core/page.ts';
import { perform } from '../document-thread/perform.ts';
import type { ServedDocument } from '../find-document.ts';
import { accessibleDocument } from './version-access.ts';
import { describeDocument, describeVersion } from './version-operations.ts';
import { findVersion, toVersion, versionColumns } from './version-rows.ts';

/** The versions of a document, newest first. */
export async function listVersions(
  actor: UserActor,
  { documentName, cursor, limit }: PageInput & { documentName: string },
): Promise<Page<DocumentVersion>> {
  const { documentId } = await accessibleDocument(actor, documentName, 'read');
  const rows = await readTenant(actor).documentVersion.findMany({
    where: { tenantId: actor.tenantId, documentId, ...(cursor && { id: { lt: cursor } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
    select: versionColumns,
  });
  return toPage(rows, limit, (row) => row.id, toVersion);
}

interface ComparisonInput {
  documentName: string;
  fromVersionId: string | null;
  toVersionId: string | null;
}

/** The contents of two states of a document: versions, or what it is now. */
export async function compareVersions(actor: UserActor, input: ComparisonInput): Promise<VersionComparison> {
  const document = await accessibleDocument(actor, input.documentName, 'read');
  const [from, to] = await Promise.all([
    describeState(actor, document, input.fromVersionId),
    describeState(actor, document, input.toVersionId),
  ]);
  return { from, to };
}

async function describeState(actor: UserActor, document: ServedDocument, id: string | null): Promise<unknown> {
  const { kind } = document.kind;
  if (id === null) return perform(describeDocument, document, { kind });
  const { bytes } = await findVersion(actor, document, id);
  return perform(describeVersion, { tenantId: document.tenantId, documentId: id }, { kind, bytes });
}
