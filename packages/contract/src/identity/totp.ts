import { z } from 'zod';

/** What an authenticator app needs to make codes: the secret to type, and the same as an address for a QR code. */
export interface TotpEnrolment {
  /** Base32, in groups of four. */
  secret: string;
  /** `otpauth://totp/…`. */
  uri: string;
}

/** The six digits that an authenticator app shows, spaces allowed. */
export const totpCodeSchema = z
  .string()
  .transform((code) => code.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/));

/** How a person can sign in. */
export interface SignInWays {
  hasPassword: boolean;
  totp: { confirmedAt: string } | null;
  /** Recovery codes that were not used yet. */
  recoveryCodesLeft: number;
  issuers: { providerId: string; name: string; email: string; linkedAt: string }[];
  /** Whether the company asks this person for a second factor. */
  secondFactorRequired: boolean;
}
