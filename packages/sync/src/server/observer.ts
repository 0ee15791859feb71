/**
 * Told of what happens, for metrics. It is called on the way of every edit, so it must be quick, and must not throw: what it
 * throws counts as the server's own failure.
 */
export interface SyncObserver {
  /** An update was stored and its writer told so, `milliseconds` after the server had received it. */
  acknowledged(milliseconds: number): void;
  /** A batch was appended to the log in one commit, which took `milliseconds`. */
  committed(updates: number, milliseconds: number): void;
  /** A change was refused; `code` as in the refusal message of SPEC.md. */
  refused(code: string): void;
  /** A connection was closed for what its client sent; `closeCode` 4400, 4413 or 4429. */
  offended(closeCode: number): void;
}
