import { NAMES } from './contenders/contender.ts';
import { rounded } from './medians.ts';
import type { RowFigures, Verdict } from './row.ts';

type Name = (typeof NAMES)[keyof typeof NAMES];

/** A figure of a contender, null when it was not measured. */
export function figure(figures: RowFigures, contender: Name, name: string): number | null {
  return figures[contender]?.[name] ?? null;
}

function ratio(value: number | null, other: number | null): number | null {
  return value === null || other === null || other === 0 ? null : rounded(value / other);
}

/** Our figure may be at most `limit` times that of another. */
export function atMost(figures: RowFigures, name: string, limit: number, other: Name, note = ''): Verdict {
  const value = ratio(figure(figures, NAMES.muster, name), figure(figures, other, name));
  return { target: `${name} ≤ ${limit} × ${other}${note}`, value, met: value !== null && value <= limit };
}

/** Our figure must be at least `limit` times that of another. */
export function atLeast(figures: RowFigures, name: string, limit: number, other: Name): Verdict {
  const value = ratio(figure(figures, NAMES.muster, name), figure(figures, other, name));
  return { target: `${name} ≥ ${limit} × ${other}`, value, met: value !== null && value >= limit };
}

/** Another must take at least `limit` times as long as we do. */
export function faster(figures: RowFigures, name: string, limit: number, other: Name): Verdict {
  const value = ratio(figure(figures, other, name), figure(figures, NAMES.muster, name));
  return { target: `${name} ${limit} × faster than ${other}`, value, met: value !== null && value >= limit };
}

/** Our figure against the smaller one of several others. */
export function atMostTheBetter(figures: RowFigures, name: string, limit: number, others: readonly Name[]): Verdict {
  const known = others.filter((other) => figure(figures, other, name) !== null);
  const better = known.reduce<Name | undefined>(
    (best, other) =>
      best === undefined || (figure(figures, other, name) ?? 0) < (figure(figures, best, name) ?? 0) ? other : best,
    undefined,
  );
  if (better === undefined) return { target: `${name} ≤ ${limit} × the better`, value: null, met: false };
  return atMost(figures, name, limit, better, others.length > 1 ? ' (the better)' : '');
}

/** Memory may be at most that of hocuspocus: in all, and in what the work added to a process that carries a whole product. */
export function memoryVerdicts(figures: RowFigures): readonly Verdict[] {
  return ['pssMb', 'grownMb'].map((name) => atMost(figures, name, 1, NAMES.hocuspocus));
}
