import { createHmac, hkdfSync } from 'node:crypto';
import { type KeyRing, keyRing, type SealingKey } from './key-ring.ts';
import { type SealedColumnName, sealedColumns } from './sealed-columns.ts';

/** Names the sealed columns that can be searched. */
type HashedColumnName = {
  [Name in SealedColumnName]: (typeof sealedColumns)[Name] extends { hash: string } ? Name : never;
}[SealedColumnName];

/** Where a hash stands: unlike a sealed value it is the same for every row of a column, or nothing could be found. */
export interface HashedPlace {
  tenantId: string;
  column: HashedColumnName;
}

/**
 * A value as it is found again without being told: HMAC-SHA-256 (RFC 2104) under a key of the company's column alone,
 * derived from the ring's newest by HKDF (RFC 5869). Without the ring nobody can try values out, and equal values of two
 * companies look different.
 */
export function keyedHash(value: string, place: HashedPlace, ring: KeyRing = keyRing()): Uint8Array<ArrayBuffer> {
  return hashBy(ring.current, value, place);
}

/** The hashes that a value may stand under while rotation is at work: one for every key of the ring. */
export function possibleHashes(
  value: string,
  place: HashedPlace,
  ring: KeyRing = keyRing(),
): Uint8Array<ArrayBuffer>[] {
  return [...ring.byId.values()].map((key) => hashBy(key, value, place));
}

/** Whether a column has hashes beside its sealed values. */
export function isHashed(column: SealedColumnName): column is HashedColumnName {
  return 'hash' in sealedColumns[column];
}

function hashBy({ bytes }: SealingKey, value: string, { tenantId, column }: HashedPlace): Uint8Array<ArrayBuffer> {
  const { table, column: name } = sealedColumns[column];
  const derived = hkdfSync('sha256', bytes, '', JSON.stringify(['search', tenantId, table, name]), 32);
  return new Uint8Array(createHmac('sha256', Buffer.from(derived)).update(value, 'utf8').digest());
}
