import type { KeyboardEvent, RefObject } from 'react';

const steps: Record<string, [down: number, right: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Arrow keys move from cell to cell of a table whose cells hold a button each. */
export function useMatrixKeys(table: RefObject<HTMLTableElement | null>) {
  return (event: KeyboardEvent) => {
    const step = steps[event.key];
    const cell = event.target instanceof Element ? event.target.closest('td') : null;
    if (!step || !cell || !table.current?.contains(cell)) return;
    const rows = [...table.current.querySelectorAll('tr')].filter((row) => row.querySelector('td'));
    const row = cell.closest('tr');
    const cells = row ? [...row.querySelectorAll('td')] : [];
    const next = rows[(row ? rows.indexOf(row) : 0) + step[0]];
    const target = next?.querySelectorAll('td')[cells.indexOf(cell) + step[1]]?.querySelector('button');
    if (!target) return;
    event.preventDefault();
    target.focus();
  };
}
