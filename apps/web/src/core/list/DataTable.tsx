import { useVirtualizer } from '@tanstack/react-virtual';
import { clsx } from 'clsx';
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react';
import { type Column, cellLook, rowGrid } from './column.ts';
import { DataTableRow } from './DataTableRow.tsx';
import { useRowCursor } from './use-row-cursor.ts';
import { type RowSelection, useRowSelection } from './use-row-selection.ts';

export interface DataTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  onOpen?: (row: Row) => void;
  selectedKey?: string;
  /** Rows that are chosen for what can be done with several at once; the keyboard chooses them too. */
  selection?: RowSelection | undefined;
  /** Called when the end comes near, once per page. */
  onEndNear?: () => void;
  /** Stands under the last row: how many there are, or that more are coming. */
  foot?: ReactNode;
}

function tracks<Row>(columns: readonly Column<Row>[]): CSSProperties {
  const style: Record<string, string> = {
    '--tracks': columns.map((column) => column.width).join(' '),
    '--phone-tracks': columns
      .filter((column) => !column.phoneHidden)
      .map((column) => column.width)
      .join(' '),
  };
  return style;
}

/** A list of records: only what is seen is drawn, so that ten thousand rows scroll as smoothly as ten. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  keyOf,
  onOpen,
  selectedKey,
  selection,
  onEndNear,
  foot,
}: DataTableProps<Row>) {
  const scroller = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 44,
    overscan: 12,
    getItemKey: (index) => keyOf(rows[index] as Row),
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 15) onEndNear?.();
  }, [last, rows.length, onEndNear]);
  const cursor = useRowCursor({
    scroller,
    count: rows.length,
    reveal: virtualizer.scrollToIndex,
    enabled: onOpen !== undefined,
  });
  useRowSelection({ keys: rows.map(keyOf), step: cursor.step, selection });
  return (
    <section
      ref={scroller}
      aria-label={label}
      tabIndex={onOpen ? undefined : 0}
      className="h-full overflow-auto -outline-offset-2"
    >
      <table aria-label={label} aria-rowcount={rows.length} className="block" style={tracks(columns)}>
        <thead className="sticky top-0 z-10 block border-line border-b bg-surface">
          <tr className={clsx(rowGrid, 'h-9')}>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={clsx('truncate font-medium text-ink-3 text-xs', cellLook(column))}
              >
                {column.headerHidden ? <span className="sr-only">{column.header}</span> : column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="relative block" style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <DataTableRow
                key={item.key}
                row={row}
                columns={columns}
                index={item.index}
                start={item.start}
                measure={virtualizer.measureElement}
                selected={selectedKey === keyOf(row)}
                chosen={selection?.selected.has(keyOf(row)) ?? false}
                tabbable={item.index === cursor.index}
                onFocus={() => cursor.moveTo(item.index)}
                onOpen={onOpen && (() => onOpen(row))}
              />
            );
          })}
        </tbody>
      </table>
      {foot && <div className="px-gutter py-3 text-ink-3 text-xs">{foot}</div>}
    </section>
  );
}
