/** Why the server turned something down, in words for people. */
export interface Refusal {
  /**
   * What happened: `read_only`, `document_too_large`, `update_too_complex`, `incomplete`, `out_of_order` or
   * `document_rejected` for a change,
   * `permission_denied` from a server that is not ours, `unauthenticated`, `no_access`, `not_found`, `too_large` or `malformed` for the whole connection.
   */
  readonly code: string;
  readonly reason: string;
}

/** The truth about a live document, as far as this client can know it. */
export interface LiveStatus {
  /** `connecting` until the first attempt succeeds or fails, `offline` after a failure until the next success. */
  readonly connection: 'connecting' | 'online' | 'offline';
  /** `saved`: all own changes are durably stored; `saving`: on their way; `waiting`: held here until the server takes them, also when it has confirmed nothing for 3 s. */
  readonly save: 'saved' | 'saving' | 'waiting';
  /** Own changes that the server has not confirmed as stored. */
  readonly unsavedChanges: number;
  readonly access: 'unknown' | 'read' | 'write' | 'none';
  readonly refusal: Refusal | null;
  /** Whether the document is as the server has it, apart from what is on its way. */
  readonly synced: boolean;
}

/** The state of a document that was never connected. */
export const INITIAL_STATUS: LiveStatus = {
  connection: 'connecting',
  save: 'saved',
  unsavedChanges: 0,
  access: 'unknown',
  refusal: null,
  synced: false,
};

/** Whether two states look the same to a listener. */
export function sameStatus(a: LiveStatus, b: LiveStatus): boolean {
  return (
    a.connection === b.connection &&
    a.save === b.save &&
    a.unsavedChanges === b.unsavedChanges &&
    a.access === b.access &&
    a.refusal?.code === b.refusal?.code &&
    a.refusal?.reason === b.refusal?.reason &&
    a.synced === b.synced
  );
}
