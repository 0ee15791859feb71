import { z } from 'zod';
import { idSchema } from '../core/identifiers.ts';

/** Letters and digits alone, as numbers are kept and compared: `046 454 286` and `046-454-286` are one. */
function bare(text: string): string {
  return text.replaceAll(/[\s.-]/g, '').toUpperCase();
}

/** A number for the tax office, of any country: a SIN, an SSN, a Steuer-ID. Without separators. */
export const taxNumberSchema = z
  .string()
  .max(40)
  .transform(bare)
  .pipe(z.string().regex(/^[A-Z0-9]{4,20}$/, 'A tax number has 4 to 20 letters and digits.'));

/**
 * Whether the check digits of an IBAN are right: moved to the end and with letters as numbers it leaves 1 when divided
 * by 97 (ISO 13616-1, ISO 7064 MOD 97-10).
 */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  const digits = [...text.slice(4), ...text.slice(0, 4)].map((sign) => Number.parseInt(sign, 36)).join('');
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

const digitsSchema = (least: number, most: number, message: string) =>
  z
    .string()
    .max(40)
    .transform(bare)
    .pipe(z.string().regex(new RegExp(`^\\d{${least},${most}}$`), message));

/** Where wages go: an account at a Canadian institution (Payments Canada, Standard 005), or an IBAN. */
export const bankAccountSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('canadian'),
    institution: digitsSchema(3, 3, 'An institution number has 3 digits.'),
    transit: digitsSchema(5, 5, 'A transit number has 5 digits.'),
    account: digitsSchema(5, 12, 'An account number has 5 to 12 digits.'),
  }),
  z.object({
    kind: z.literal('iban'),
    iban: z.string().max(60).transform(bare).refine(isIban, 'This is no IBAN: its check digits do not fit.'),
  }),
]);

/** One of {@link bankAccountSchema}. */
export type BankAccount = z.output<typeof bankAccountSchema>;

/** What is kept of an employee for the tax office and for wages. Sealed at rest; needs the permissions of pay. */
export const privateNumberKinds = ['tax_number', 'bank_account'] as const;

/** One of {@link privateNumberKinds}. */
export type PrivateNumberKind = (typeof privateNumberKinds)[number];

/** A change of them: what is left out stays, null takes away. */
export const privateNumbersChangeSchema = z.object({
  userId: idSchema,
  version: z.number().int().min(0),
  taxNumber: taxNumberSchema.nullable().optional(),
  bankAccount: bankAccountSchema.nullable().optional(),
});

/** Asks for one of them in full. */
export const revealSchema = z.object({ userId: idSchema, kind: z.enum(privateNumberKinds) });

/** Asks whose a tax number is. */
export const taxNumberSearchSchema = z.object({ taxNumber: taxNumberSchema });

/** What is shown unasked: the last signs of each, or null where none was entered. */
export interface MaskedNumbers {
  taxNumber: string | null;
  bankAccount: { kind: BankAccount['kind']; ending: string } | null;
}

/** One in full. */
export type RevealedNumber =
  | { kind: 'tax_number'; taxNumber: string | null }
  | { kind: 'bank_account'; bankAccount: BankAccount | null };

/** The last signs of a number: three of a short one, four of a long one, and never more than half. */
export function endingOf(number: string): string {
  return number.slice(-Math.min(number.length > 9 ? 4 : 3, Math.floor(number.length / 2)));
}
