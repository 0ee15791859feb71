import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../use-shortcut.ts';

/** Which rows of a list are chosen for what can be done with several at once, by their keys. */
export interface RowSelection {
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
}

interface RowSelectionOptions {
  /** Keys of the loaded rows, in their order. */
  keys: readonly string[];
  /** Moves the row that has the focus and answers where it is then; 0 leaves it where it is. */
  step: (by: number) => number;
  selection: RowSelection | undefined;
}

/** Chooses rows by keyboard: `x` one, with Shift a range from the last one on, `mod+a` all that are loaded. */
export function useRowSelection({ keys, step, selection }: RowSelectionOptions): void {
  const { t } = useTranslation('ui');
  // Where a range begins, and what was chosen before it: a range that shrinks again leaves that as it was.
  const range = useRef<{ from: number; before: ReadonlySet<string> }>(null);
  const enabled = selection !== undefined;
  const group = t('list.group');
  const selected = selection?.selected ?? new Set<string>();
  const toggle = () => {
    const index = step(0);
    const key = keys[index];
    if (key === undefined) return;
    const next = new Set(selected);
    if (!next.delete(key)) next.add(key);
    range.current = { from: index, before: next };
    selection?.onChange(next);
  };
  const extend = (by: number) => {
    const { from, before } = range.current ?? { from: step(0), before: selected };
    range.current = { from, before };
    const to = step(by);
    selection?.onChange(new Set([...before, ...keys.slice(Math.min(from, to), Math.max(from, to) + 1)]));
  };
  useShortcut({ keys: 'x', label: t('list.select'), group, enabled }, toggle);
  useShortcut({ keys: 'shift+x', label: t('list.selectRange'), group, enabled }, () => extend(0));
  useShortcut({ keys: 'shift+arrowdown', label: t('list.selectDown'), group, enabled }, () => extend(1));
  useShortcut({ keys: 'shift+arrowup', label: t('list.selectUp'), group, enabled }, () => extend(-1));
  useShortcut({ keys: 'mod+a', label: t('list.selectAll'), group, enabled }, () => selection?.onChange(new Set(keys)));
}
