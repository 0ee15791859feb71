import * as Y from 'yjs';
import type { DocumentOperation, Edited } from '../document-thread/operation.ts';
import { editDocument, readDocument } from '../edits.ts';
import { editableKind } from '../registry.ts';
import { atWork } from '../threads/at-work.ts';
import { docFrom } from '../yjs-bytes.ts';

interface DeletedBefore {
  kind: string;
  before: Date;
}

/** Paths of everything in a document that was deleted before an instant. */
export const findDeleted: DocumentOperation<DeletedBefore, readonly string[]> = {
  name: 'findDeleted',
  run: (desk, { kind, before }) => readDocument(desk, ({ doc }) => editableKind(kind).deletedBefore(doc, before)),
};

/** Takes it out of the document; comes to how many entries that were. */
export const removeDeleted: DocumentOperation<DeletedBefore, Edited<number>> = {
  name: 'removeDeleted',
  run(desk, { kind, before }) {
    const known = editableKind(kind);
    return editDocument(desk, ({ doc }) =>
      atWork(desk.subject, () => known.remove(doc, known.deletedBefore(doc, before))),
    );
  },
};

interface VersionToPurge {
  kind: string;
  bytes: Uint8Array;
  paths: readonly string[];
}

/** A version without what lies at these paths; null when nothing did. */
export const removeFromVersion: DocumentOperation<VersionToPurge, Uint8Array | null> = {
  name: 'removeFromVersion',
  async run({ subject }, { kind, bytes, paths }) {
    return atWork(subject, () => {
      const doc = docFrom(bytes);
      return editableKind(kind).remove(doc, paths) > 0 ? Y.encodeStateAsUpdate(doc) : null;
    });
  },
};
