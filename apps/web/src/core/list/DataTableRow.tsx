import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { type Column, cellLook, rowGrid } from './column.ts';

interface DataTableRowProps<Row> {
  row: Row;
  columns: readonly Column<Row>[];
  index: number;
  /** Distance from the top of the body, in pixels. */
  start: number;
  measure: (element: Element | null) => void;
  /** It stands open beside the list. */
  selected: boolean;
  /** It is one of those that something can be done with at once. */
  chosen: boolean;
  tabbable: boolean;
  onFocus: () => void;
  onOpen?: (() => void) | undefined;
}

export function DataTableRow<Row>(props: DataTableRowProps<Row>) {
  const { row, columns, index, start, measure, selected, chosen, tabbable, onFocus, onOpen } = props;
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 1}
      aria-current={selected || undefined}
      onFocus={onFocus}
      style={{ transform: `translateY(${start.toString()}px)` }}
      className={clsx(
        rowGrid,
        'absolute inset-x-0 top-0 min-h-row border-line border-b py-1',
        onOpen && !selected && !chosen && 'hover:bg-hover',
        (selected || chosen) && 'bg-accent-soft',
      )}
    >
      {columns.map((column, place) => (
        <td key={column.key} className={cellLook(column)}>
          {onOpen && place === 0 ? (
            <Opener onOpen={onOpen} tabbable={tabbable}>
              {column.cell(row)}
            </Opener>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}

interface OpenerProps {
  onOpen: () => void;
  tabbable: boolean;
  children: ReactNode;
}

/** The first cell is the button that opens the record; it reaches over the whole row for mouse and finger. */
function Opener({ onOpen, tabbable, children }: OpenerProps) {
  return (
    <button
      type="button"
      tabIndex={tabbable ? 0 : -1}
      onClick={onOpen}
      className="block w-full text-left outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
    >
      {children}
    </button>
  );
}
