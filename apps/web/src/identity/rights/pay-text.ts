import type { Pay } from '@muster/contract/identity/employees';

/** The bonus as a form holds it: texts until they are sent. */
export interface BonusDraft {
  kind: Pay['bonus']['kind'];
  /** An amount in the currency, or a percentage. */
  text: string;
  basis: 'own' | 'location' | 'company';
}

/** Digits after the decimal sign that a currency has: two for most, none for the yen. */
function digitsOf(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    return format.resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    // Half a code, while it is being typed.
    return 2;
  }
}

/** Minor units as they are typed. */
export function writeAmount(minor: number, currency: string): string {
  const digits = digitsOf(currency);
  return (minor / 10 ** digits).toFixed(digits);
}

/** Typed text in minor units; null when it is no amount of the currency. */
export function readAmount(text: string, currency: string): number | null {
  const [, whole = '', part = ''] = /^(\d{1,9})(?:[.,](\d{1,3}))?$/.exec(text.trim()) ?? [];
  const digits = digitsOf(currency);
  if (whole === '' || part.length > digits) return null;
  return Number(whole) * 10 ** digits + Number(part.padEnd(digits, '0'));
}

/** A bonus as the form shows it. */
export function draftOf(bonus: Pay['bonus'] | undefined, currency: string): BonusDraft {
  if (bonus?.kind === 'revenue_share') {
    return { kind: bonus.kind, text: String(bonus.basisPoints / 100), basis: bonus.basis };
  }
  if (!bonus || bonus.kind === 'none') return { kind: 'none', text: '', basis: 'own' };
  return { kind: bonus.kind, text: writeAmount(bonus.amount, currency), basis: 'own' };
}

/** What the form says; null when it makes no sense. */
export function readBonus({ kind, text, basis }: BonusDraft, currency: string): Pay['bonus'] | null {
  if (kind === 'none') return { kind };
  if (kind === 'revenue_share') {
    const [percent = ''] = /^\d{1,3}(?:[.,]\d{1,2})?$/.exec(text.trim()) ?? [];
    const basisPoints = Math.round(Number(percent.replace(',', '.')) * 100);
    return percent !== '' && basisPoints <= 10_000 ? { kind, basisPoints, basis } : null;
  }
  const amount = readAmount(text, currency);
  return amount === null ? null : { kind, amount };
}
