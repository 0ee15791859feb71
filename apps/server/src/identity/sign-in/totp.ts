import { randomBytes } from 'node:crypto';
import { encodeBase32NoPadding } from '@oslojs/encoding';
import { createTOTPKeyURI, verifyHOTP } from '@oslojs/otp';

/** RFC 6238 as every authenticator app speaks it: SHA-1, six digits, steps of 30 s. */
const period = 30;
const digits = 6;
/** Steps before and after the present one that count, for clocks that are off and fingers that are slow. */
const tolerance = 1;

/** A new secret of 160 bits, base32. */
export function newTotpSecret(): string {
  return encodeBase32NoPadding(randomBytes(20));
}

export function totpUri(secret: Uint8Array, email: string): string {
  return createTOTPKeyURI('Muster', email, secret, period, digits);
}

/** The step whose code this is; null when it is none of now. The newest is looked at first. */
export function stepOfCode(secret: Uint8Array, code: string, at: Date): number | null {
  const present = Math.floor(at.getTime() / 1000 / period);
  for (let step = present + tolerance; step >= present - tolerance; step--) {
    if (verifyHOTP(secret, BigInt(step), digits, code)) return step;
  }
  return null;
}
