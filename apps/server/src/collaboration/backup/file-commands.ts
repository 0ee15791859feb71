import { parseDocumentName } from '@muster/contract/collaboration/document-name';
import type { DocumentFile } from '@muster/contract/collaboration/files';
import type { RestoredVersion } from '@muster/contract/collaboration/versions';
import * as Y from 'yjs';
import type { UserActor } from '../../core/actor.ts';
import { withTenant } from '../../core/database/index.ts';
import { MusterError } from '../../core/errors.ts';
import { recordDocumentAudit } from '../document-audit.ts';
import type { DocumentReference } from '../document-reference.ts';
import { editDocument, readDocument } from '../edits.ts';
import { accessibleDocument } from '../versions/version-access.ts';
import { keepVersion } from '../versions/version-rows.ts';
import { fromDocumentFile, toDocumentFile } from './document-file.ts';

/** The document in a file, to be kept elsewhere. */
export async function exportDocument(actor: UserActor, documentName: string): Promise<DocumentFile> {
  const document = await accessibleDocument(actor, documentName, 'read');
  const file = await toDocumentFile(document, await readDocument(document));
  const { sequence, sha256 } = file;
  await withTenant(actor, (transaction) =>
    recordDocumentAudit(transaction, actor, document, 'exported', { sequence, sha256 }),
  );
  return file;
}

interface RestoreInput {
  documentName: string;
  file: DocumentFile;
}

/** Makes a document equal to what is in a file, by an edit like any other; a version of what was there is kept first. */
export async function restoreDocument(
  actor: UserActor,
  { documentName, file }: RestoreInput,
): Promise<RestoredVersion> {
  const document = await accessibleDocument(actor, documentName, 'write');
  requireKind(document, file);
  const copy = await fromDocumentFile(file);
  const { result: previousVersionId, sequence } = await editDocument(document, actor.userId, async (draft) => {
    const bytes = Y.encodeStateAsUpdate(draft.doc);
    const name = 'Before restoring a file';
    const previous = await keepVersion(actor, document, { name, automatic: true, sequence: draft.sequence, bytes });
    document.kind.restore(draft.doc, copy, { userId: actor.userId, at: new Date().toISOString() });
    return previous.id;
  });
  const { exportedAt, sha256 } = file;
  await withTenant(actor, (transaction) =>
    recordDocumentAudit(transaction, actor, document, 'restored', { sequence, exportedAt, sha256, previousVersionId }),
  );
  return { previousVersionId, sequence };
}

function requireKind({ kind }: DocumentReference, file: DocumentFile): void {
  if (parseDocumentName(file.name)?.kind === kind.kind) return;
  throw new MusterError('invalid_input', 'This file holds a document of another kind.', {
    action: 'Choose a file that was exported from a document like this one.',
  });
}
