import type { KeyRotationFailureReason } from '@muster/contract/identity/key-rotation';
import { type KeyRing, keyRing } from '../key-ring.ts';
import { isHashed, keyedHash } from '../keyed-hash.ts';
import type { SealedColumnName } from '../sealed-columns.ts';
import { keyIdOf, seal, unseal } from '../sealing.ts';

/** A value as it was read. */
export interface SealedRow {
  rowId: string;
  value: Uint8Array;
}

/** What a value becomes, beside what it was: it is written only where that still stands. */
export interface ResealedRow extends SealedRow {
  sealed: Uint8Array;
  /** For columns that are searched. */
  hash: Uint8Array | null;
}

/** A value that cannot be opened. */
export interface UnopenedRow {
  rowId: string;
  reason: KeyRotationFailureReason;
}

/** Opens values of one column and seals them under the ring's newest key. */
export function sealAnew(
  tenantId: string,
  column: SealedColumnName,
  rows: readonly SealedRow[],
  ring: KeyRing = keyRing(),
): { resealed: ResealedRow[]; unopened: UnopenedRow[] } {
  const resealed: ResealedRow[] = [];
  const unopened: UnopenedRow[] = [];
  for (const { rowId, value } of rows) {
    const place = { tenantId, column, rowId };
    try {
      const plain = unseal(value, place, ring);
      const hash = isHashed(column) ? keyedHash(plain, { tenantId, column }, ring) : null;
      resealed.push({ rowId, value, sealed: seal(plain, place, ring), hash });
    } catch {
      // Why it does not open is told by what it is; the error itself knows no more.
      unopened.push({ rowId, reason: reasonOf(value, ring) });
    }
  }
  return { resealed, unopened };
}

function reasonOf(value: Uint8Array, ring: KeyRing): KeyRotationFailureReason {
  const keyId = keyIdOf(value);
  return keyId !== null && !ring.byId.has(keyId) ? 'key_missing' : 'damaged';
}
