/** Digits behind the point in a currency: 2 for CAD, 0 for JPY. */
export function decimalsOf(currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return maximumFractionDigits;
}

/** An amount in minor units as people type it. */
export function amountText(amount: number, currency: string): string {
  const decimals = decimalsOf(currency);
  return (amount / 10 ** decimals).toFixed(decimals);
}

/** A number as people type it, with a point or a comma before the decimals; NaN when it is none. */
export function readNumber(text: string): number {
  const plain = text
    .trim()
    .replaceAll(/[\s\u00a0\u202f]/g, '')
    .replace(',', '.');
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN;
}

/** An amount as people type it, in minor units; NaN when it is none, or finer than the currency. */
export function readAmount(text: string, currency: string): number {
  const scaled = readNumber(text) * 10 ** decimalsOf(currency);
  const amount = Math.round(scaled);
  return Math.abs(scaled - amount) < 1e-6 ? amount : Number.NaN;
}
