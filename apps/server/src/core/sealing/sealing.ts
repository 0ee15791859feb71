import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type KeyRing, keyRing, type SealingKey } from './key-ring.ts';
import { platformColumns, type SealedColumnName, sealedColumns } from './sealed-columns.ts';

/** Where a sealed value stands. A value that is moved to another place does not open there. */
export interface SealedPlace {
  tenantId: string;
  column: SealedColumnName | keyof typeof platformColumns;
  rowId: string;
}

const format = 1;
const nonceLength = 12;
const tagLength = 16;

/**
 * Encrypts a field (AES-256-GCM) for one place in the database. What comes out is a format byte, the key's id with its
 * length, a nonce, the cipher text and the tag; the key's id and the place are authenticated along with it.
 */
export function seal(plain: string, place: SealedPlace, ring: KeyRing = keyRing()): Uint8Array<ArrayBuffer> {
  const { bytes } = ring.current;
  const header = headerOf(ring.current);
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', bytes, nonce, { authTagLength: tagLength });
  cipher.setAAD(associatedData(header, place));
  const encrypted = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return new Uint8Array(Buffer.concat([header, nonce, encrypted, cipher.getAuthTag()]));
}

/** What everything that is sealed by a key begins with. */
export function headerOf({ id }: Pick<SealingKey, 'id'>): Buffer {
  return Buffer.from([format, id.length, ...Buffer.from(id, 'ascii')]);
}

/** The id of the key that a value is sealed by; null when it is not a sealed one. */
export function keyIdOf(sealed: Uint8Array): string | null {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const headerLength = 2 + (bytes[1] ?? 0);
  if (bytes[0] !== format || bytes.length < headerLength + nonceLength + tagLength) return null;
  return bytes.toString('ascii', 2, headerLength);
}

/** Decrypts what {@link seal} made. @throws Error when the key is missing, or the value is not of this place or was changed */
export function unseal(sealed: Uint8Array, place: SealedPlace, ring: KeyRing = keyRing()): string {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const keyId = keyIdOf(sealed);
  if (keyId === null) throw new Error(`The value in ${place.column} is not a sealed one.`);
  const key = ring.byId.get(keyId);
  if (!key) throw new Error(`The key "${keyId}" of a sealed field is not in MUSTER_KEYS.`);
  const header = bytes.subarray(0, 2 + keyId.length);
  const body = bytes.subarray(header.length);
  const nonce = body.subarray(0, nonceLength);
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: tagLength });
  decipher.setAAD(associatedData(header, place));
  decipher.setAuthTag(body.subarray(-tagLength));
  const plain = decipher.update(body.subarray(nonceLength, -tagLength));
  return Buffer.concat([plain, decipher.final()]).toString('utf8');
}

/** JSON, so that no two places are written alike. */
function associatedData(header: Buffer, { tenantId, column: name, rowId }: SealedPlace): Buffer {
  const { table, column } = { ...sealedColumns, ...platformColumns }[name];
  return Buffer.concat([header, Buffer.from(JSON.stringify([tenantId, table, rowId, column]))]);
}
