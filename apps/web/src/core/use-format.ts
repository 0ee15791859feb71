import { useTranslation } from 'react-i18next';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** "in 5 minutes", "3 hours ago", "yesterday": the largest unit that fits. `seconds` is negative for the past. */
export function relativeTime(seconds: number, language: string): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  const size = Math.abs(seconds);
  if (size < 45) return words.format(0, 'second');
  if (size < hour) return words.format(Math.round(seconds / minute), 'minute');
  if (size < day) return words.format(Math.round(seconds / hour), 'hour');
  return words.format(Math.round(seconds / day), 'day');
}

/** Whole calendar days from `from` to `to`, both as local dates. */
export function daysBetween(from: Date, to: Date): number {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(to) - midnight(from)) / (day * 1000));
}

/** A calendar day ("2026-05-01") as that day here: it has no zone, so none may shift it. */
export function dateOf(value: string): Date {
  const [year, month, date] = value.slice(0, 10).split('-').map(Number);
  return value.length > 10 ? new Date(value) : new Date(year ?? 1970, (month ?? 1) - 1, date ?? 1);
}

function formatsOf(language: string) {
  const number = new Intl.NumberFormat(language);
  const dayAndMonth = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
  const withYear = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' });
  const exact = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' });
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' });
  return {
    number: (value: number) => number.format(value),
    /** "4 May", with the year when it is not this one. */
    date: (date: Date) => (date.getFullYear() === new Date().getFullYear() ? dayAndMonth : withYear).format(date),
    /** The whole instant with its zone, for hovering. */
    exact: (date: Date) => exact.format(date),
    time: (date: Date) => time.format(date),
    weekday: (date: Date) => weekday.format(date),
    relative: (date: Date, now: Date) => relativeTime((date.getTime() - now.getTime()) / 1000, language),
  };
}

const formats = new Map<string, ReturnType<typeof formatsOf>>();

/** Numbers and times in the reader's language and zone. */
export function useFormat(): ReturnType<typeof formatsOf> {
  const { i18n } = useTranslation();
  const language = i18n.resolvedLanguage ?? 'en';
  const known = formats.get(language);
  if (known) return known;
  const made = formatsOf(language);
  formats.set(language, made);
  return made;
}
