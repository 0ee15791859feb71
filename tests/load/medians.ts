/** The middle of the values; null when there are none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

/** Cuts a figure to what can be told apart: three digits. */
export function rounded(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : Number(value.toPrecision(3));
}

/** The median of each figure over several rounds; null where a round has none. */
export function medians<Figures extends Readonly<Record<string, number | null>>>(
  rounds: readonly Figures[],
): Record<string, number | null> {
  const names = Object.keys(rounds[0] ?? {});
  return Object.fromEntries(
    names.map((name) => {
      const values = rounds.map((figures) => figures[name]).filter((value) => typeof value === 'number');
      return [name, rounded(median(values))];
    }),
  );
}
