import type { StoredDocument } from '@muster/sync/server';
import * as Y from 'yjs';

/** A document as stored, with the number of its newest update and the bytes it was read from. */
export interface LoadedDocument {
  doc: Y.Doc;
  sequence: number;
  bytes: number;
}

/** Builds the document from its snapshot and tail. */
export function toDoc({ snapshot, updates }: StoredDocument): LoadedDocument {
  const doc = snapshot ? docFrom(snapshot.bytes) : new Y.Doc();
  doc.transact(() => {
    for (const { bytes } of updates) if (isReadable(bytes)) Y.applyUpdate(doc, bytes);
  });
  const bytes = updates.reduce((sum, update) => sum + update.bytes.length, snapshot?.bytes.length ?? 0);
  return { doc, sequence: updates.at(-1)?.seq ?? snapshot?.seq ?? 0, bytes };
}

/** Builds a document from the bytes of a snapshot or version. */
export function docFrom(bytes: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytes);
  return doc;
}

/** Whether bytes are a Yjs update. The sync server lets no others in; a damaged row must not stop what follows it. */
export function isReadable(bytes: Uint8Array): boolean {
  try {
    Y.decodeUpdate(bytes);
    return true;
  } catch {
    return false;
  }
}
