import { mergeMany } from '@muster/sync/server';
import * as Y from 'yjs';
import type { Desk, Edited } from './document-thread/operation.ts';
import { OneAtATime } from './OneAtATime.ts';
import { RecentDocuments } from './RecentDocuments.ts';
import { atWork } from './threads/at-work.ts';
import { applyUpdates, isReadable, type LoadedDocument, toDoc } from './yjs-bytes.ts';

const turns = new OneAtATime();
const drafts = new RecentDocuments<Draft>({ memory: 32 * 1024 * 1024, keptFor: 60_000 });

/** All edits that this thread makes carry one Yjs client id: ids that are used once would pile up in the document. */
let ownClientId = new Y.Doc().clientID;

/** From now on edits carry this Yjs client id, which nobody else may use at the same time. */
export function editAs(clientId: number): void {
  ownClientId = clientId;
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
  desk: Desk,
  edit: (draft: Draft) => Result | Promise<Result>,
): Promise<Edited<Result>> {
  return turns.run(desk.subject, async () => {
    const { doc, sequence, bytes } = await loadDraft(desk);
    const updates: Uint8Array[] = [];
    const gather = (update: Uint8Array) => updates.push(update);
    doc.on('update', gather);
    const result = await edit({ doc, sequence });
    doc.off('update', gather);
    const stored = updates.length > 0 ? await desk.append(mergeMany(updates), result) : sequence;
    // As of what was loaded, not of what was stored: others' updates may lie between the two.
    drafts.keep(desk.subject, { doc, sequence }, bytes);
    return { result, sequence: stored };
  });
}

/** The document as it is now. One that failed half-way was not kept, so what is kept is what the log has. */
async function loadDraft(desk: Desk): Promise<LoadedDocument> {
  const kept = drafts.take(desk.subject);
  const news = kept && (await desk.loadAfter(kept.value.sequence));
  if (!kept || !news) return forEditing(await loadDocument(desk));
  const { doc } = kept.value;
  atWork(desk.subject, () => {
    const readable = news.map((update) => update.bytes).filter(isReadable);
    applyUpdates(doc, readable);
  });
  const bytes = news.reduce((sum, update) => sum + update.bytes.length, kept.bytes);
  return forEditing({ doc, sequence: news.at(-1)?.seq ?? kept.value.sequence, bytes });
}

/** Set after loading: Yjs gives a document another id when it sees its own in what it loads. */
function forEditing(loaded: LoadedDocument): LoadedDocument {
  loaded.doc.clientID = ownClientId;
  return loaded;
}

async function loadDocument(desk: Desk): Promise<LoadedDocument> {
  const stored = await desk.load();
  return atWork(desk.subject, () => toDoc(stored));
}

/** Gives `read` the document as it is now, when nobody here edits it. `read` waits for nothing. */
export function readDocument<Result>(desk: Desk, read: (now: Draft) => Result): Promise<Result> {
  return turns.run(desk.subject, async () => {
    const now = await loadDocument(desk);
    return atWork(desk.subject, () => read(now));
  });
}

/** The document as it was up to an update; null where the stored snapshot has gone beyond it by now. */
export async function readDocumentUpTo(desk: Desk, sequence: number): Promise<Y.Doc | null> {
  const { snapshot, updates } = await desk.load();
  if (snapshot && snapshot.seq > sequence) return null;
  return atWork(desk.subject, () => toDoc({ snapshot, updates: updates.filter(({ seq }) => seq <= sequence) }).doc);
}
