/** How a due date stands today. */
export type DueState = 'late' | 'today' | 'soon' | 'later';

/** Filters on due dates. `soon` includes today; `none` are cards without a date. */
export const dueFilters = ['late', 'today', 'soon', 'none'] as const;
export type DueFilter = (typeof dueFilters)[number];

/** Days ahead that count as soon. */
const SOON_DAYS = 3;
const DAY = 86_400_000;

/** The calendar day of an instant in the viewer's zone, YYYY-MM-DD. */
export function localDay(now: Date): string {
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${now.getFullYear()}-${month}-${day}`;
}

/** Whole days from `today` to `due`, both YYYY-MM-DD; negative when it is over. */
export function daysUntil(due: string, today: string): number {
  return Math.round((Date.parse(`${due}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY);
}

/** @param today YYYY-MM-DD in the viewer's zone. */
export function dueState(due: string, today: string): DueState {
  const days = daysUntil(due, today);
  if (days < 0) return 'late';
  if (days === 0) return 'today';
  return days <= SOON_DAYS ? 'soon' : 'later';
}

export function matchesDue(filter: DueFilter, due: string | null, today: string): boolean {
  if (filter === 'none' || due === null) return filter === 'none' && due === null;
  const state = dueState(due, today);
  return state === filter || (filter === 'soon' && state === 'today');
}

export function parseDue(value: unknown): DueFilter | undefined {
  return dueFilters.find((filter) => filter === value);
}
