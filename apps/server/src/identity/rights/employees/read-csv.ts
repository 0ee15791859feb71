import { CsvError, parse } from 'csv-parse/sync';
import { MusterError } from '../../../core/errors.ts';
import { columnNamed, type ImportRecord } from './import-columns.ts';

/** The lines of a file by column, each with its place in the file, and the headings that mean nothing. */
export interface CsvContents {
  records: { line: number; record: ImportRecord }[];
  unknownColumns: string[];
}

interface ParsedLine {
  record: Record<string, string>;
  info: { lines: number };
}

/** Most lines of one import. */
const mostLines = 2_000;

/** Reads comma- or semicolon-separated values, as spreadsheets write them. Throws `invalid_input` for what is no table. */
export function readCsv(csv: string): CsvContents {
  let headings: string[] = [];
  const lines = parseLines(csv, (header) => {
    headings = header;
    return header.map((heading, index) => columnNamed(heading) ?? `unknown ${index}`);
  });
  const known = headings.flatMap((heading) => columnNamed(heading) ?? []);
  for (const needed of ['name', 'email'] as const) {
    if (!known.includes(needed)) throw unreadable(`The file has no column “${needed}”.`);
  }
  if (new Set(known).size < known.length) throw unreadable('The file has a column twice.');
  if (lines.length > mostLines) throw unreadable(`The file has more than ${mostLines} lines.`);
  return {
    records: lines.map(({ record, info }) => ({ line: info.lines, record })),
    unknownColumns: headings.filter((heading) => !columnNamed(heading)),
  };
}

function parseLines(csv: string, columns: (header: string[]) => string[]): ParsedLine[] {
  try {
    // csv-parse types what `info` adds only for records without columns.
    const lines: unknown = parse(csv, {
      columns,
      info: true,
      bom: true,
      trim: true,
      delimiter: separatorOf(csv),
      skip_empty_lines: true,
      relax_column_count_less: true,
    });
    return lines as ParsedLine[];
  } catch (error) {
    if (error instanceof CsvError) throw unreadable(`The file is no table of values: ${error.message}.`);
    throw error;
  }
}

/** Spreadsheets write semicolons where the comma is the decimal sign. */
function separatorOf(csv: string): string {
  const heading = csv.split('\n', 1)[0] ?? '';
  return heading.split(';').length > heading.split(',').length ? ';' : ',';
}

function unreadable(message: string): MusterError {
  return new MusterError('invalid_input', message, { action: 'Correct the file and choose it again.' });
}
