import type { DocumentVersion, RestoredVersion } from '@muster/contract/collaboration/versions';
import type { UserActor } from '../../core/actor.ts';
import { recordAudit } from '../../core/audit.ts';
import { withTenant } from '../../core/database/index.ts';
import type { DocumentReference } from '../document-reference.ts';
import { perform } from '../document-thread/perform.ts';
import { restoreContents } from './restore-contents.ts';
import { accessibleDocument } from './version-access.ts';
import { readState, restoreFromVersion } from './version-operations.ts';
import { findVersion, keepVersion, publishVersion } from './version-rows.ts';

interface VersionInput {
  documentName: string;
  name: string;
}

/** Keeps the document as it is now under a name. */
export async function createVersion(actor: UserActor, { documentName, name }: VersionInput): Promise<DocumentVersion> {
  const document = await accessibleDocument(actor, documentName, 'write');
  const state = await perform(readState, document, null);
  return keepVersion(actor, document, { name, automatic: false, ...state });
}

/**
 * Makes the document's contents equal to those of a version, by an edit like any other: it merges with what others do
 * meanwhile, and a version of what was there before is kept.
 */
export async function restoreVersion(
  actor: UserActor,
  { documentName, versionId }: { documentName: string; versionId: string },
): Promise<RestoredVersion> {
  const document = await accessibleDocument(actor, documentName, 'write');
  const version = await findVersion(actor, document, versionId);
  const restored = await restoreContents(actor, document, {
    operation: restoreFromVersion,
    input: {
      kind: document.kind.kind,
      version: { id: versionId, bytes: version.bytes },
      restorer: { userId: actor.userId, at: new Date().toISOString() },
    },
    source: versionId,
    nameOfPrevious: nameOfStateBefore(version),
  });
  await recordRestore(actor, document, { id: versionId, name: version.name, ...restored });
  return restored;
}

function nameOfStateBefore({ automatic, name }: { automatic: boolean; name: string }): string {
  if (automatic && name === '') return 'Before restoring an automatic version';
  return automatic ? 'Before taking back a restore' : `Before restoring “${name}”`;
}

interface Restore extends RestoredVersion {
  id: string;
  name: string;
}

function recordRestore(actor: UserActor, document: DocumentReference, restore: Restore): Promise<void> {
  const { id, name, sequence, previousVersionId } = restore;
  return withTenant(actor, async (transaction) => {
    await recordAudit(transaction, actor, {
      action: 'collaboration.version.restored',
      entity: 'collaboration.version',
      entityId: id,
      after: { document: document.name, name, sequence, previousVersionId },
    });
    await publishVersion(transaction, actor, document, { verb: 'restored', id });
  });
}
