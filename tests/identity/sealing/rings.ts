import { randomBytes } from 'node:crypto';
import { parseKeyRing } from '../../../apps/server/src/core/sealing/key-ring.ts';
import { keyedHash } from '../../../apps/server/src/core/sealing/keyed-hash.ts';
import { type SealedPlace, seal } from '../../../apps/server/src/core/sealing/sealing.ts';

/** Keys as MUSTER_KEYS names them. */
export const [oldKey, newKey, lostKey] = ['old', 'new', 'lost'].map(
  (id) => `${id}:${randomBytes(32).toString('base64')}`,
) as [string, string, string];

/** Seals as a server with these keys would. */
export function sealBy(keys: string, plain: string, place: SealedPlace): Buffer {
  return Buffer.from(seal(plain, place, parseKeyRing(keys)));
}

/** The hash by which a server with these keys finds a tax number. */
export function hashBy(keys: string, taxNumber: string, tenantId: string): Buffer {
  return Buffer.from(keyedHash(taxNumber, { tenantId, column: 'employee.tax_number_sealed' }, parseKeyRing(keys)));
}
