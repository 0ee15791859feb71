import type { AuditExportFormat } from '@muster/contract/identity/audit';
import type { toEntry } from './audit-queries.ts';

type Entry = ReturnType<typeof toEntry>;

/** How one form writes entries: what stands before the first, each of them, and what stands after the last. */
interface Form {
  contentType: string;
  begin: string;
  entry: (entry: Entry, isFirst: boolean) => string;
  end: string;
}

const columns = [
  'id',
  'at',
  'actorId',
  'actorName',
  'locationId',
  'action',
  'entity',
  'entityId',
  'version',
  'before',
  'after',
  'requestId',
  'operatorId',
  'operatorName',
] as const satisfies readonly (keyof Entry)[];

/** One line for each entry in both forms, so that whoever reads along can count them. */
export const exportForms: Record<AuditExportFormat, Form> = {
  csv: {
    contentType: 'text/csv; charset=utf-8',
    begin: `${columns.join(',')}\r\n`,
    entry: (entry) => `${columns.map((column) => csvCell(entry[column])).join(',')}\r\n`,
    end: '',
  },
  json: {
    contentType: 'application/json; charset=utf-8',
    begin: '[',
    entry: (entry, isFirst) => `${isFirst ? '' : ','}\n${JSON.stringify(entry)}`,
    end: '\n]\n',
  },
};

/** RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front. */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const harmless = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
