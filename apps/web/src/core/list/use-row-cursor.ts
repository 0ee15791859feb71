import { type RefObject, useState } from 'react';
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
  /** Moves on by so many rows, or only takes the focus into the table; answers where it is then. */
  const step = (by: number): number => {
    const started = scroller.current?.contains(document.activeElement) === true;
    const next = Math.min(Math.max(started ? index + by : index, 0), count - 1);
    moveTo(next);
    reveal(next);
    // The row may only be drawn after the scroll.
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${next.toString()}"] button`)?.focus(),
    );
    return next;
  };
  const group = t('list.group');
  useShortcut({ keys: 'j', label: t('list.next'), group, enabled }, () => void step(1));
  useShortcut({ keys: 'k', label: t('list.previous'), group, enabled }, () => void step(-1));
  return { index: Math.min(index, Math.max(count - 1, 0)), moveTo, step };
}
