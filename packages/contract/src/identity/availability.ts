import type { Availability } from './employees.ts';

/** A stretch of time, from an instant up to another. */
export interface TimeSpan {
  from: Date;
  to: Date;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * The stretches in which a person can be planned between two instants, in order; those that touch are one.
 * Weekly hours stand on a branch's clock: 08:00 stays 08:00 when the clocks change, so the instants move.
 * @param timeZone of the home branch, such as America/Toronto
 */
export function availableSpans(availability: Availability, timeZone: string, { from, to }: TimeSpan): TimeSpan[] {
  const zone = new ZoneClock(timeZone);
  const spans: TimeSpan[] = [];
  const lastDay = zone.wallOf(to.getTime()) + day;
  // From the day before: its hours may end after midnight of the zone, and so within what is asked for.
  for (let midnight = startOfDay(zone.wallOf(from.getTime())) - day; midnight <= lastDay; midnight += day) {
    const weekday = new Date(midnight).getUTCDay() || 7;
    for (const hours of availability.filter((each) => each.day === weekday)) {
      const [begins, ends] = [hours.from, hours.to].map((time) => zone.instantOf(midnight + minutesOf(time) * minute));
      const span = { from: new Date(begins ?? 0), to: new Date(ends ?? 0) };
      if (span.from < span.to && span.to > from && span.from < to) spans.push(span);
    }
  }
  return joined(spans.sort((one, other) => one.from.getTime() - other.from.getTime()));
}

/** The stretch in which somebody can be planned at an instant, or the next one within a week and a day; null without any. */
export function nextAvailable(availability: Availability, timeZone: string, now: Date): TimeSpan | null {
  const to = new Date(now.getTime() + 8 * day);
  return availableSpans(availability, timeZone, { from: now, to })[0] ?? null;
}

function startOfDay(wall: number): number {
  return Math.floor(wall / day) * day;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function joined(spans: readonly TimeSpan[]): TimeSpan[] {
  const kept: TimeSpan[] = [];
  for (const span of spans) {
    const last = kept.at(-1);
    if (!last || last.to < span.from) kept.push({ ...span });
    else if (last.to < span.to) last.to = span.to;
  }
  return kept;
}

/** What the clock on a wall shows, as milliseconds since 1970 on that clock; and back. */
class ZoneClock {
  readonly #parts: Intl.DateTimeFormat;

  constructor(timeZone: string) {
    const digits = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
    this.#parts = new Intl.DateTimeFormat('en-US', { ...digits, timeZone, hourCycle: 'h23', calendar: 'gregory' });
  }

  wallOf(instant: number): number {
    const parts = this.#parts.formatToParts(instant);
    const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
    const wall = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'));
    return wall + (instant - Math.floor(instant / minute) * minute);
  }

  /**
   * When the clock shows this. As `disambiguation: 'compatible'` of Temporal has it: of two such moments the earlier;
   * for a time that is skipped, as long after the change as it would have been.
   */
  instantOf(wall: number): number {
    const offsets = [wall - day, wall + day].map((near) => this.wallOf(near) - near);
    const moments = offsets.map((offset) => wall - offset).filter((moment) => this.wallOf(moment) === wall);
    return moments.length > 0 ? Math.min(...moments) : wall - (offsets[0] ?? 0);
  }
}
