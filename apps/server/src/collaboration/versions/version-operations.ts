import * as Y from 'yjs';
import type { Desk, DocumentOperation, DocumentState, Edited } from '../document-thread/operation.ts';
import { editDocument, readDocument, readDocumentUpTo } from '../edits.ts';
import { editableKind, type Restorer } from '../registry.ts';
import { atWork } from '../threads/at-work.ts';
import { docFrom } from '../yjs-bytes.ts';

/** The document as it is now, as one update. */
export const readState: DocumentOperation<null, DocumentState> = {
  name: 'readState',
  run: (desk) => readDocument(desk, ({ doc, sequence }) => ({ bytes: Y.encodeStateAsUpdate(doc), sequence })),
};

/** An update with all that is deleted in the document, also what every replica derives by itself. */
export const readDeletions: DocumentOperation<null, Uint8Array> = {
  name: 'readDeletions',
  run: (desk) => readDocument(desk, ({ doc }) => Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc))),
};

/** The document as it was up to an update, as one update; null where the stored snapshot has gone beyond it by now. */
export const readStateUpTo: DocumentOperation<{ sequence: number }, DocumentState | null> = {
  name: 'readStateUpTo',
  async run(desk, { sequence }) {
    const doc = await readDocumentUpTo(desk, sequence);
    return doc && { bytes: atWork(desk.subject, () => Y.encodeStateAsUpdate(doc)), sequence };
  },
};

/** The contents of the document as it is now, as plain JSON. */
export const describeDocument: DocumentOperation<{ kind: string }, unknown> = {
  name: 'describeDocument',
  run: (desk, { kind }) => readDocument(desk, ({ doc }) => editableKind(kind).describe(doc)),
};

/** The contents of a version, as plain JSON. */
export const describeVersion: DocumentOperation<{ kind: string; bytes: Uint8Array }, unknown> = {
  name: 'describeVersion',
  async run({ subject }, { kind, bytes }) {
    return atWork(subject, () => editableKind(kind).describe(docFrom(bytes)));
  },
};

/** A version to which a document shall go back. */
interface VersionToRestore {
  kind: string;
  version: { id: string; bytes: Uint8Array };
  restorer: Restorer;
}

/** Makes a document equal to a version, after what was there was kept. */
export const restoreFromVersion: DocumentOperation<VersionToRestore, Edited<null>> = {
  name: 'restoreFromVersion',
  async run(desk, { kind, version: { id, bytes }, restorer }) {
    const version = atWork(id, () => docFrom(bytes));
    return restoreTo(desk, version, { kind, restorer });
  },
};

/** Makes a document equal to another one, by an edit like any other, after what was there was kept. */
export function restoreTo(
  desk: Desk,
  version: Y.Doc,
  { kind, restorer }: Pick<VersionToRestore, 'kind' | 'restorer'>,
): Promise<Edited<null>> {
  return editDocument(desk, async ({ doc, sequence }) => {
    const bytes = atWork(desk.subject, () => Y.encodeStateAsUpdate(doc));
    await desk.keep({ bytes, sequence });
    atWork(desk.subject, () => editableKind(kind).restore(doc, version, restorer));
    return null;
  });
}
