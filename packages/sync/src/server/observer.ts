/**
 * Why somebody who did nothing wrong on this socket was sent away: their caller offended too often before (`offences`) or has
 * too many sockets open (`too_many`), no place was left (`full`), or they took one and did not ask for a document, while too
 * many did the same (`silent`) or for too long (`never_asked`).
 */
export type TurnedAway = 'offences' | 'too_many' | 'full' | 'silent' | 'never_asked';

/**
 * Told of what happens, for metrics. It is called on the way of every edit, so it must be quick, and must not throw: what it
 * throws counts as the server's own failure.
 */
export interface SyncObserver {
  /** An update was stored and its writer told so, `milliseconds` after the server had received it. */
  acknowledged(milliseconds: number, documentId: string): void;
  /** A batch was appended to the log in one commit, which took `milliseconds`. */
  committed(updates: number, milliseconds: number): void;
  /** A change was refused; `code` as in the refusal message of SPEC.md. */
  refused(code: string, documentId: string): void;
  /** A connection was closed for what its client sent; `closeCode` 4400, 4413 or 4429. */
  offended(closeCode: number): void;
  /** A visitor was turned away. */
  turnedAway(reason: TurnedAway): void;
}
