import { type RefObject, useLayoutEffect } from 'react';

/**
 * Stands in while the command palette's code is on its way: what is typed meanwhile is meant for the palette, and
 * neither a shortcut nor a word in the field behind it.
 */
export function EarlyKeys({ typed }: { typed: RefObject<string> }) {
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!isLetter && event.key !== 'Backspace') return;
      typed.current = isLetter ? typed.current + event.key : typed.current.slice(0, -1);
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [typed]);
  return null;
}
