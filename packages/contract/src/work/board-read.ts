import * as Y from 'yjs';
import type { BoardProblem } from './board-contents.ts';
import { isPosition } from './board-position.ts';

/** A map of the document whose values are not trusted until read. */
export type Fields = Y.Map<unknown>;

/**
 * Typed reads of one map of the document. A client can write anything into a live document, so every read yields a
 * usable value and notes in `problems` what it could not read; nothing here throws.
 */
export class FieldReader {
  readonly problems: BoardProblem[];
  readonly path: string;
  private readonly fields: Fields;

  constructor(fields: Fields, path: string, problems: BoardProblem[]) {
    this.fields = fields;
    this.path = path;
    this.problems = problems;
  }

  text(key: string): string {
    const value = this.fields.get(key);
    if (value instanceof Y.Text) return value.toString();
    if (typeof value === 'string') return value;
    return this.unreadable(key, 'is not text', '');
  }

  optional<T>(key: string, accept: (value: unknown) => value is T, expected: string): T | null {
    const value = this.fields.get(key);
    if (value === undefined || value === null) return null;
    return accept(value) ? value : this.unreadable(key, `is not ${expected}`, null);
  }

  flag(key: string): boolean {
    return this.optional(key, isBoolean, 'true or false') ?? false;
  }

  position(key: string): string {
    const value = this.fields.get(key);
    if (isPosition(value)) return value;
    return this.unreadable(key, 'is not a position', typeof value === 'string' ? value : '');
  }

  /** Keys of a nested map used as a set. */
  keys(key: string): string[] {
    const nested = this.nested(key);
    return nested ? [...nested.keys()].sort() : [];
  }

  /** Each entry of a nested map of maps; entries of another shape are noted and left out. */
  entries<T>(key: string, read: (reader: FieldReader, id: string) => T | null): T[] {
    const nested = this.nested(key);
    if (!nested) return [];
    const found: T[] = [];
    for (const [id, value] of nested) {
      const reader = readerOf(value, `${this.path}.${key}.${id}`, this.problems);
      const entry = reader && read(reader, id);
      if (entry) found.push(entry);
    }
    return found;
  }

  unreadable<T>(key: string, reason: string, instead: T): T {
    this.problems.push({ path: `${this.path}.${key}`, reason });
    return instead;
  }

  value(key: string): unknown {
    return this.fields.get(key);
  }

  private nested(key: string): Fields | null {
    const value = this.fields.get(key);
    if (value === undefined) return null;
    return value instanceof Y.Map ? value : this.unreadable(key, 'is not a map', null);
  }
}

/** A reader for `value`, or null (and a problem) when it is no map. */
export function readerOf(value: unknown, path: string, problems: BoardProblem[]): FieldReader | null {
  if (value instanceof Y.Map) return new FieldReader(value, path, problems);
  problems.push({ path, reason: 'is not a map' });
  return null;
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a value read from a document is text. */
export const isString = (value: unknown): value is string => typeof value === 'string';
/** Whether a value read from a document is true or false. */
export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
/** Whether a value read from a document is a whole number above zero. */
export const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) > 0;

/** A calendar date YYYY-MM-DD that exists. */
export function isDate(value: unknown): value is string {
  if (typeof value !== 'string' || !ISO_DATE.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** An instant that `Date` can read. */
export function isInstant(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
