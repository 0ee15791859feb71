import type { DocumentVersion, RestoredVersion } from '@muster/contract/collaboration/versions';
import type { UserActor } from '../../core/actor.ts';
import { withTenant } from '../../core/database/index.ts';
import type { DocumentOperation, DocumentState, Edited } from '../document-thread/operation.ts';
import { perform } from '../document-thread/perform.ts';
import type { ServedDocument } from '../find-document.ts';
import { readStateUpTo } from './version-operations.ts';
import { keepVersion } from './version-rows.ts';

interface Restored<Input> {
  /** Makes the document equal to what `input` has. */
  operation: DocumentOperation<Input, Edited<null>>;
  input: Input;
  /** Id of the version or file that it is made equal to. */
  source: string;
  /** Name of the version that takes it back. */
  nameOfPrevious: string;
}

/**
 * Makes a document equal to other contents, by an edit like any other: it merges with what others do meanwhile. A version of
 * all that was there before is kept.
 */
export async function restoreContents<Input>(
  actor: UserActor,
  document: ServedDocument,
  { operation, input, source, nameOfPrevious: name }: Restored<Input>,
): Promise<RestoredVersion> {
  let kept: Promise<DocumentVersion> | undefined;
  // Before anything is changed: a server that dies in between has lost nothing.
  const keep = async (before: DocumentState) => {
    kept = keepState(actor, document, name, before);
    await kept;
  };
  const { sequence } = await perform(operation, document, input, { actorId: actor.userId, keep, source });
  const previous = await kept;
  if (!previous) throw new Error('a restore kept no version of what was there before');
  return { previousVersionId: await keepWhatCameMeanwhile(actor, document, previous, sequence - 1), sequence };
}

function keepState(
  actor: UserActor,
  document: ServedDocument,
  name: string,
  state: DocumentState,
): Promise<DocumentVersion> {
  return keepVersion(actor, document, { name, automatic: true, ...state });
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
  const state = last > sequence ? await perform(readStateUpTo, document, { sequence: last }) : null;
  if (!state) return id;
  const whole = await keepState(actor, document, name, state);
  await withTenant(actor, (transaction) =>
    transaction.documentVersion.deleteMany({ where: { tenantId: actor.tenantId, id } }),
  );
  return whole.id;
}
