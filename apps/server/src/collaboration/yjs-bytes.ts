import { mergeMany, type StoredDocument } from '@muster/sync/server';
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
    const readable = updates.map(({ bytes }) => bytes).filter(isReadable);
    applyUpdates(doc, readable);
  });
  const bytes = updates.reduce((sum, update) => sum + update.bytes.length, snapshot?.bytes.length ?? 0);
  return { doc, sequence: updates.at(-1)?.seq ?? snapshot?.seq ?? 0, bytes };
}

/** What each struct of a Y.Doc takes with its share of types and maps, in bytes: measured on boards. */
const memoryPerStruct = 500;

/** An estimate of the memory, in bytes, that a document takes which was read from so many bytes. */
export function memoryOf(doc: Y.Doc, bytes: number): number {
  let structs = 0;
  for (const ofClient of doc.store.clients.values()) structs += ofClient.length;
  return structs * memoryPerStruct + bytes;
}

/** Builds a document from the bytes of a snapshot or version. */
export function docFrom(bytes: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytes);
  return doc;
}

/** Whether updates build on others that are not there. */
export function isIncomplete({ store }: Y.Doc): boolean {
  return store.pendingStructs !== null || store.pendingDs !== null;
}

/**
 * Applies updates in order. Once some build on others that are not there, what is left is applied at once: Yjs merges all
 * that waits anew with each update, which for thousands of them takes minutes.
 */
export function applyUpdates(doc: Y.Doc, updates: readonly Uint8Array[]): void {
  for (const [index, bytes] of updates.entries()) {
    const waits = isIncomplete(doc);
    Y.applyUpdate(doc, waits ? mergeMany(updates.slice(index)) : bytes);
    if (waits) break;
  }
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
