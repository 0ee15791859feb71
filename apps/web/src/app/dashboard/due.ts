import { dateOf, daysBetween } from '../../core/use-format.ts';

export type Urgency = 'late' | 'today' | 'soon' | 'later' | 'none';

/** How many days are left until a card is due (negative when late), and what that means. */
export function urgencyOf(dueAt: string | null, now: Date): { urgency: Urgency; days: number } {
  if (!dueAt) return { urgency: 'none', days: Number.POSITIVE_INFINITY };
  const days = daysBetween(now, dateOf(dueAt));
  if (days < 0) return { urgency: 'late', days };
  if (days === 0) return { urgency: 'today', days };
  return { urgency: days <= 7 ? 'soon' : 'later', days };
}
