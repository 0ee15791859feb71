import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface Column<Row> {
  key: string;
  header: string;
  /** The header is read aloud only, as over a column of menus. */
  headerHidden?: boolean;
  cell: (row: Row) => ReactNode;
  /** A CSS grid track: `minmax(200px, 2fr)`, `96px`. */
  width: string;
  align?: 'end';
  /** Left out on a phone; say there what matters in the first column. */
  phoneHidden?: boolean;
}

export const rowGrid = 'grid grid-cols-(--phone-tracks) md:grid-cols-(--tracks) items-center gap-x-4 px-gutter';

export function cellLook<Row>(column: Column<Row>): string {
  return clsx(
    'min-w-0',
    column.align === 'end' ? 'text-right tabular-nums' : 'text-left',
    column.phoneHidden && 'max-md:hidden',
  );
}
