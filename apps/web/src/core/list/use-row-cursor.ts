import { type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../use-shortcut.ts';

interface RowCursorOptions {
  scroller: RefObject<HTMLElement | null>;
  count: number;
  /** Scrolls the row into the part that is drawn. */
  reveal: (index: number) => void;
  enabled: boolean;
}

/** The row that `j` and `k` move from; it is the one row of the table at which Tab stops. */
export function useRowCursor({ scroller, count, reveal, enabled }: RowCursorOptions) {
  const { t } = useTranslation('ui');
  const [index, moveTo] = useState(0);
  /** The row that gets the focus once it is drawn; keys may come faster than frames. */
  const awaited = useRef<number>(undefined);

  const focusRow = (row: number): boolean => {
    const opener = scroller.current?.querySelector<HTMLElement>(`[data-index="${row.toString()}"] button`);
    if (!opener) return false;
    opener.focus();
    return true;
  };
  const focusAwaited = () => {
    if (awaited.current !== undefined) focusRow(awaited.current);
    awaited.current = undefined;
  };
  /** Where the focus is in the table as it stands now: rows that arrive above the focused one move it down. */
  const focusedRow = (): number | undefined => {
    if (awaited.current !== undefined) return awaited.current;
    const focused = document.activeElement;
    if (scroller.current?.contains(focused) !== true) return undefined;
    return Number(focused?.closest<HTMLElement>('[data-index]')?.dataset.index ?? index);
  };
  /** Moves on by so many rows, or only takes the focus into the table; answers where it is then. */
  const step = (by: number): number => {
    const from = focusedRow();
    const next = Math.min(Math.max(from === undefined ? index : from + by, 0), count - 1);
    moveTo(next);
    reveal(next);
    awaited.current = focusRow(next) ? undefined : next;
    if (awaited.current !== undefined) requestAnimationFrame(focusAwaited);
    return next;
  };
  const group = t('list.group');
  useShortcut({ keys: 'j', label: t('list.next'), group, enabled }, () => void step(1));
  useShortcut({ keys: 'k', label: t('list.previous'), group, enabled }, () => void step(-1));
  return { index: Math.min(index, Math.max(count - 1, 0)), moveTo, step };
}
