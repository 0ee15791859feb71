import type { Availability, EmployeeProfile } from '@muster/contract/identity/employees';

type Skill = EmployeeProfile['skills'][number];

/** What a text says, or the first line of it that makes no sense. */
export type Read<Value> = { value: Value; badLine?: undefined } | { value?: undefined; badLine: string };

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function readLines<Item>(text: string, read: (line: string) => Item | null): Read<Item[]> {
  const value: Item[] = [];
  for (const line of linesOf(text)) {
    const item = read(line);
    if (item === null) return { badLine: line };
    value.push(item);
  }
  return { value };
}

/** Skills, one a line with their level: `Forklift 3`. */
export function readSkills(text: string): Read<Skill[]> {
  return readLines(text, (line) => {
    const [, name, level] = /^(.+?)\s+([1-5])$/.exec(line) ?? [];
    return name && level ? { name, level: Number(level) } : null;
  });
}

/** The text that {@link readSkills} reads back. */
export function writeSkills(skills: readonly Skill[]): string {
  return skills.map(({ name, level }) => `${name} ${level.toString()}`).join('\n');
}

/**
 * Weekly hours, one a line: `Mon 08:00-16:30`.
 * @param days names of Monday to Sunday in the reader's language
 */
export function readHours(text: string, days: readonly string[]): Read<Availability> {
  return readLines(text, (line) => {
    const [, name = '', from, to] = /^(\S+)\s+(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})$/.exec(line) ?? [];
    const day = days.findIndex((each) => name.toLowerCase().startsWith(each.toLowerCase())) + 1;
    return day > 0 && from && to && pad(from) < pad(to) ? { day, from: pad(from), to: pad(to) } : null;
  });
}

function pad(time: string): string {
  return time.padStart(5, '0');
}

/** The text that {@link readHours} reads back. */
export function writeHours(hours: Availability, days: readonly string[]): string {
  return hours.map(({ day, from, to }) => `${days[day - 1] ?? ''} ${from}-${to}`).join('\n');
}
