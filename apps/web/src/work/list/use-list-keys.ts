import { type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../core/use-shortcut.ts';

/** j and k walk through the rows of a table by their links; Enter then opens, as the link has the focus. */
export function useListKeys(): RefObject<HTMLTableElement | null> {
  const { t } = useTranslation('work');
  const table = useRef<HTMLTableElement>(null);
  const step = (by: 1 | -1) => {
    const links = [...(table.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])];
    const focused = document.activeElement;
    const at = focused instanceof HTMLElement ? links.indexOf(focused) : -1;
    const next = at === -1 ? 0 : Math.max(0, Math.min(links.length - 1, at + by));
    links[next]?.focus();
  };
  useShortcut({ keys: 'j', label: t('list.nextRow'), group: t('shortcut.group') }, () => step(1));
  useShortcut({ keys: 'k', label: t('list.previousRow'), group: t('shortcut.group') }, () => step(-1));
  return table;
}
