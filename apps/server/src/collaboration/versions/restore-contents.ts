import type { DocumentVersion, RestoredVersion } from '@muster/contract/collaboration/versions';
import * as Y from 'yjs';
import type { UserActor } from '../../core/actor.ts';
import { withTenant } from '../../core/database/index.ts';
import { editDocument, readDocumentUpTo } from '../edits.ts';
import type { ServedDocument } from '../find-document.ts';
import { keepVersion } from './version-rows.ts';

interface Restored {
  /** What the document is made equal to. */
  contents: Y.Doc;
  /** Name of the version that takes it back. */
  nameOfPrevious: string;
}

/**
 * Makes a document equal to other contents, by an edit like any other: it merges with what others do meanwhile. A version of
 * all that was there before is kept.
 */
export async function restoreContents(
  actor: UserActor,
  document: ServedDocument,
  { contents, nameOfPrevious: name }: Restored,
): Promise<RestoredVersion> {
  const { result: kept, sequence } = await editDocument(document, actor.userId, async ({ doc, sequence: at }) => {
    // Before anything is changed: a server that dies in between has lost nothing.
    const previous = await keepState(actor, document, { name, sequence: at, doc });
    document.kind.restore(doc, contents, { userId: actor.userId, at: new Date().toISOString() });
    return previous;
  });
  return { previousVersionId: await keepWhatCameMeanwhile(actor, document, kept, sequence - 1), sequence };
}

interface State {
  name: string;
  sequence: number;
  doc: Y.Doc;
}

function keepState(actor: UserActor, document: ServedDocument, { doc, ...state }: State): Promise<DocumentVersion> {
  return keepVersion(actor, document, { ...state, automatic: true, bytes: Y.encodeStateAsUpdate(doc) });
}

/**
 * What others stored while the restore was being made lies under it, too, and was said to be saved: where it is in something
 * that the restore took out, only the version has it. Answers with the id of the version that does.
 */
async function keepWhatCameMeanwhile(
  actor: UserActor,
  document: ServedDocument,
  { id, name, sequence }: DocumentVersion,
  last: number,
): Promise<string> {
  const doc = last > sequence ? await readDocumentUpTo(document, last) : null;
  if (!doc) return id;
  const whole = await keepState(actor, document, { name, sequence: last, doc });
  await withTenant(actor, (transaction) =>
    transaction.documentVersion.deleteMany({ where: { tenantId: actor.tenantId, id } }),
  );
  return whole.id;
}
