/** A migration as the database says that it was applied. */
interface AppliedMigration {
  name: string;
  checksum: string;
}

/** First line of a backup. */
export interface BackupHeader {
  format: 'muster-backup';
  version: 1;
  /** ISO 8601: the moment that the backup shows, whatever happened while it was written. */
  takenAt: string;
  migrations: AppliedMigration[];
}

/** Begins the rows of a table; each row after it is a line of its own, a string as PostgreSQL writes a row. */
export interface BackupTable {
  schema: string;
  table: string;
  columns: string[];
}

/** Last line: without it a backup is cut short. */
export interface BackupTrailer {
  tables: number;
  rows: number;
  /** SHA-256 of all lines before this one, line ends included, in hexadecimal. */
  sha256: string;
}

const has = (value: unknown, ...keys: string[]): boolean =>
  typeof value === 'object' && value !== null && keys.every((key) => key in value);

export function isHeader(value: unknown): value is BackupHeader {
  return has(value, 'format', 'version', 'takenAt', 'migrations') && JSON.stringify(value).includes('"muster-backup"');
}

export function isTable(value: unknown): value is BackupTable {
  return has(value, 'schema', 'table', 'columns');
}

export function isTrailer(value: unknown): value is BackupTrailer {
  return has(value, 'tables', 'rows', 'sha256');
}

/** A name as SQL takes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
