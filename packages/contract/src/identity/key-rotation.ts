/** How a rotation stands. A cancelled one left its values openable: part of them under the older keys. */
export type KeyRotationState = 'running' | 'done' | 'cancelled';

/** Why a value could not be sealed anew: its key is not in MUSTER_KEYS, or it is not what was sealed for its place. */
export type KeyRotationFailureReason = 'key_missing' | 'damaged';

/** One run that seals a company's encrypted values under the newest key. */
export interface KeyRotation {
  id: string;
  /** The key that everything is sealed under afterwards. */
  keyId: string;
  state: KeyRotationState;
  /** Values that were under other keys when it began. */
  total: number;
  /** Values sealed anew so far. */
  done: number;
  /** Values that could not be opened; they stay as they are. */
  failed: number;
  /** ISO 8601 in UTC, as {@link KeyRotation.finishedAt}. */
  startedAt: string;
  /** Null when it was started from the command line. */
  startedBy: string | null;
  finishedAt: string | null;
  /** Who cancelled it. */
  cancelledBy: string | null;
}

/** What a key still seals. */
export interface KeyUse {
  id: string;
  /** Whether it seals what is new. */
  current: boolean;
  /** Whether it is in MUSTER_KEYS; what is sealed under one that is missing cannot be opened. */
  available: boolean;
  /** Values of the company that are sealed under it. An older key may be dropped when no company has any. */
  values: number;
}

/** A value that could not be sealed anew. */
export interface KeyRotationFailure {
  /** `table.column`. */
  column: string;
  rowId: string;
  reason: KeyRotationFailureReason;
}

/** Most failures that a status names; {@link KeyRotation.failed} counts all. */
export const mostNamedFailures = 20;

/** Encrypted fields of a company by key, and its newest rotation. */
export interface KeyRotationStatus {
  /** The ring's keys, the newest first; then keys that are missing. */
  keys: KeyUse[];
  /** Null when none was ever started. */
  rotation: KeyRotation | null;
  failures: KeyRotationFailure[];
}
