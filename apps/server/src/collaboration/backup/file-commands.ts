import { parseDocumentName } from '@muster/contract/collaboration/document-name';
import type { DocumentFile } from '@muster/contract/collaboration/files';
import type { RestoredVersion } from '@muster/contract/collaboration/versions';
import type { UserActor } from '../../core/actor.ts';
import { withTenant } from '../../core/database/index.ts';
import { MusterError } from '../../core/errors.ts';
import { recordDocumentAudit } from '../document-audit.ts';
import type { DocumentReference } from '../document-reference.ts';
import { perform } from '../document-thread/perform.ts';
import type { ServedDocument } from '../find-document.ts';
import { restoreContents } from '../versions/restore-contents.ts';
import { accessibleDocument } from '../versions/version-access.ts';
import { findVersion } from '../versions/version-rows.ts';
import { subjectOfFile } from './document-file.ts';
import { restoreFromFile, writeFile, writeVersionFile } from './file-operations.ts';

interface ExportInput {
  documentName: string;
  versionId?: string | undefined;
}

/** The document in a file, to be kept elsewhere: as it is now, or as it was in a version. */
export async function exportDocument(
  actor: UserActor,
  { documentName, versionId }: ExportInput,
): Promise<DocumentFile> {
  const document = await accessibleDocument(actor, documentName, 'read');
  const file = await fileOf(actor, document, versionId);
  const { sequence, sha256 } = file;
  await withTenant(actor, (transaction) =>
    recordDocumentAudit(transaction, actor, document, 'exported', { sequence, sha256 }),
  );
  return file;
}

/** A version is taken as it is stored: it may be what there is left of a document that nobody can read any more. */
async function fileOf(
  actor: UserActor,
  document: ServedDocument,
  versionId: string | undefined,
): Promise<DocumentFile> {
  const { tenantId, name } = document;
  if (versionId === undefined) return perform(writeFile, document, { name });
  const { bytes, sequence } = await findVersion(actor, document, versionId);
  const state = { bytes, sequence: Number(sequence) };
  return perform(writeVersionFile, { tenantId, documentId: versionId }, { name, state });
}

interface RestoreInput {
  documentName: string;
  file: DocumentFile;
}

/** Makes a document equal to what is in a file, by an edit like any other; a version of what was there is kept. */
export async function restoreDocument(
  actor: UserActor,
  { documentName, file }: RestoreInput,
): Promise<RestoredVersion> {
  const document = await accessibleDocument(actor, documentName, 'write');
  requireKind(document, file);
  const restored = await restoreContents(actor, document, {
    operation: restoreFromFile,
    input: {
      kind: document.kind.kind,
      file,
      restorer: { userId: actor.userId, at: new Date().toISOString() },
    },
    source: subjectOfFile(file),
    nameOfPrevious: 'Before restoring a file',
  });
  const { exportedAt, sha256 } = file;
  await withTenant(actor, (transaction) =>
    recordDocumentAudit(transaction, actor, document, 'restored', { ...restored, exportedAt, sha256 }),
  );
  return restored;
}

function requireKind({ kind }: DocumentReference, file: DocumentFile): void {
  if (parseDocumentName(file.name)?.kind === kind.kind) return;
  throw new MusterError('invalid_input', 'This file holds a document of another kind.', {
    action: 'Choose a file that was exported from a document like this one.',
  });
}
