import type * as Y from 'yjs';
import type { DocumentOperation, Edited } from '../../apps/server/src/collaboration/document-thread/operation.ts';
import { perform } from '../../apps/server/src/collaboration/document-thread/perform.ts';
import { type Draft, editDocument, readDocument } from '../../apps/server/src/collaboration/edits.ts';
import { findDocument } from '../../apps/server/src/collaboration/find-document.ts';
import type { Actor } from '../../apps/server/src/core/actor.ts';
import { notFound } from '../../apps/server/src/core/errors.ts';

type Tenant = Pick<Actor, 'tenantId'>;

/** Does work on a document in this process, which has no thread for it. */
async function performHere<Output>(
  name: string,
  actor: Tenant & { userId?: string | null },
  run: DocumentOperation<null, Output>['run'],
): Promise<Output> {
  const document = await findDocument(actor, name);
  if (!document) throw notFound('document');
  return perform({ name: 'test', run }, document, null, { actorId: actor.userId ?? null });
}

/** Edits a document as a command of the server does. */
export function transact<Result>(
  name: string,
  actor: Actor,
  mutate: (doc: Y.Doc) => Result | Promise<Result>,
): Promise<Edited<Result>> {
  return performHere(name, actor, (desk) => editDocument(desk, ({ doc }) => mutate(doc)));
}

/** The document as it is now. */
export function read(name: string, actor: Tenant): Promise<Draft> {
  return performHere(name, actor, (desk) => readDocument(desk, (draft) => draft));
}
