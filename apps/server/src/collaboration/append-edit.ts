import { DocumentFullError, DocumentRejectedError, type SyncServer } from '@muster/sync/server';
import { MusterError } from '../core/errors.ts';
import { PostgresDocumentLog } from './postgres-document-log.ts';

const log = new PostgresDocumentLog();

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

/**
 * Stores an edit that the server made; answers with its number. Throws `too_large` for a change that the document has no
 * room for, and `not_found` when it was removed meanwhile.
 */
export async function appendEdit(documentId: string, update: Uint8Array, actorId: string | null): Promise<number> {
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
