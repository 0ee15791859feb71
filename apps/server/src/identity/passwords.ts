import { hash, verify } from '@node-rs/argon2';

// OWASP's recommendation for argon2id: 19 MiB of memory, two passes, one lane. The library's default algorithm is argon2id.
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes a password with argon2id; the parameters are kept in the hash, so they can be raised later. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, parameters);
}

let decoy: Promise<string> | undefined;

/**
 * Whether `password` fits `storedHash`. Without a hash (no such account) the same work is done, so that the time of the answer
 * does not tell which accounts exist.
 */
export async function verifyPassword(storedHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('the password of nobody');
  const fits = await verify(storedHash ?? (await decoy), password);
  return fits && storedHash !== null;
}
