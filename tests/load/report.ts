import type { Figures, RowFigures, Verdict } from './row.ts';

/** A row that was measured. */
export interface MeasuredRow {
  readonly name: string;
  readonly title: string;
  readonly seconds: number;
  readonly contenders: RowFigures;
  readonly targets: readonly Verdict[];
}

const NAME_WIDTH = 34;
const COLUMN_WIDTH = 11;

function cell(value: number | null | undefined, width: number): string {
  return (value === null || value === undefined ? '–' : value.toLocaleString('en')).padStart(width);
}

function table(contenders: RowFigures): readonly string[] {
  const columns = [...new Set(Object.values(contenders).flatMap((figures) => Object.keys(figures)))];
  const width = (column: string) => Math.max(COLUMN_WIDTH, column.length + 1);
  const line = (name: string, figures: Figures) =>
    name.padEnd(NAME_WIDTH) + columns.map((column) => cell(figures[column], width(column))).join('');
  const head = ''.padEnd(NAME_WIDTH) + columns.map((column) => column.padStart(width(column))).join('');
  return [head, ...Object.entries(contenders).map(([name, figures]) => line(name, figures))];
}

function verdict({ target, value, met }: Verdict): string {
  return `  ${met ? 'met   ' : 'MISSED'} ${value === null ? '–' : value}  (${target})`;
}

/** A row as text: each contender's figures, and the targets with what was reached. */
export function describeRow({ title, contenders, targets, seconds }: MeasuredRow): string {
  return [`\n${title}  [${seconds} s]`, ...table(contenders), ...targets.map(verdict)].join('\n');
}
