import { DocumentFullError, DocumentRejectedError, mergeMany, type SyncServer } from '@muster/sync/server';
import * as Y from 'yjs';
import { MusterError } from '../core/errors.ts';
import type { DocumentReference } from './document-reference.ts';
import { OneAtATime } from './OneAtATime.ts';
import { loadAfter, PostgresDocumentLog } from './postgres-document-log.ts';
import { RecentDocuments } from './RecentDocuments.ts';
import { applyUpdates, isReadable, type LoadedDocument, toDoc } from './yjs-bytes.ts';

const log = new PostgresDocumentLog();
const edits = new OneAtATime();
const drafts = new RecentDocuments<Draft>({ memory: 32 * 1024 * 1024, keptFor: 60_000 });

/** All edits that this process makes carry one Yjs client id: ids that are used once would pile up in the document. */
const processClientId = new Y.Doc().clientID;

type Append = SyncServer['append'];

/** Without a sync server in this process (seeds, scripts) edits go straight to the log. */
const appendToLog: Append = async (documentId, bytes, actorId) => {
  const [sequence = 0] = await log.append([{ documentId, bytes, actorId }]);
  return sequence;
};

let append = appendToLog;

/** From now on edits reach open connections, too; undefined when the sync server closes. */
export function appendThrough(sync: SyncServer | undefined): void {
  append = sync ? (...edit) => sync.append(...edit) : appendToLog;
}

/** What an edit came to. */
export interface Edited<Result> {
  result: Result;
  /** Number of the update that the edit is; that of the document's newest one when nothing was changed. */
  sequence: number;
}

/** What an edit works on: a private copy of the document, as of `sequence`. */
export interface Draft {
  doc: Y.Doc;
  sequence: number;
}

/**
 * Loads the document, lets `edit` change it, and stores what it changed. When `edit` throws, nothing is stored. Throws
 * `too_large` for a change that the document has no room for, and `not_found` when it was removed meanwhile.
 */
export function editDocument<Result>(
  { documentId }: DocumentReference,
  actorId: string | null,
  edit: (draft: Draft) => Result | Promise<Result>,
): Promise<Edited<Result>> {
  return edits.run(documentId, async () => {
    const { doc, sequence, bytes } = await loadDraft(documentId);
    const updates: Uint8Array[] = [];
    const gather = (update: Uint8Array) => updates.push(update);
    doc.on('update', gather);
    const result = await edit({ doc, sequence });
    doc.off('update', gather);
    const stored = updates.length > 0 ? await store(documentId, mergeMany(updates), actorId) : sequence;
    // As of what was loaded, not of what was stored: others' updates may lie between the two.
    drafts.keep(documentId, { doc, sequence }, bytes);
    return { result, sequence: stored };
  });
}

/** The document as it is now. One that failed half-way was not kept, so what is kept is what the log has. */
async function loadDraft(documentId: string): Promise<LoadedDocument> {
  const kept = drafts.take(documentId);
  const news = kept && (await loadAfter(documentId, kept.value.sequence));
  if (!kept || !news) return forEditing(toDoc(await log.load(documentId)));
  const { doc } = kept.value;
  const readable = news.map((update) => update.bytes).filter(isReadable);
  applyUpdates(doc, readable);
  const bytes = news.reduce((sum, update) => sum + update.bytes.length, kept.bytes);
  return forEditing({ doc, sequence: news.at(-1)?.seq ?? kept.value.sequence, bytes });
}

/** Set after loading: Yjs gives a document another id when it sees its own in what it loads. */
function forEditing(loaded: LoadedDocument): LoadedDocument {
  loaded.doc.clientID = processClientId;
  return loaded;
}

async function store(documentId: string, update: Uint8Array, actorId: string | null): Promise<number> {
  try {
    return await append(documentId, update, actorId);
  } catch (error) {
    throw error instanceof DocumentRejectedError ? refusalOf(error) : error;
  }
}

/** The log's words are for people already. */
function refusalOf(error: DocumentRejectedError): MusterError {
  return new MusterError(error instanceof DocumentFullError ? 'too_large' : 'not_found', error.message);
}

/** The document as it is now, with the number of its newest update. */
export async function readDocument({ documentId }: DocumentReference): Promise<Draft> {
  return toDoc(await log.load(documentId));
}

/** The document as it was up to an update; null where the stored snapshot has gone beyond it by now. */
export async function readDocumentUpTo({ documentId }: DocumentReference, sequence: number): Promise<Y.Doc | null> {
  const { snapshot, updates } = await log.load(documentId);
  if (snapshot && snapshot.seq > sequence) return null;
  return toDoc({ snapshot, updates: updates.filter(({ seq }) => seq <= sequence) }).doc;
}
