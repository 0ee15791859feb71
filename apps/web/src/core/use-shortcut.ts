import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { isApple } from '../ui/spell-key.ts';
import { keystroke } from './keystroke.ts';
import { type KeyFocus, type Shortcut, ShortcutRegistry } from './ShortcutRegistry.ts';

const registry = new ShortcutRegistry();

interface UseShortcut extends Omit<Shortcut, 'run'> {
  /** Leave the shortcut out of the map and unused while this is false. */
  enabled?: boolean;
}

/**
 * Makes a shortcut work while the component stands on the screen, and shows it in the map under `?`. It counts from the
 * moment that something is drawn, not a moment after: hands that know the keys are that quick.
 */
export function useShortcut(shortcut: UseShortcut, run: () => void): void {
  const { keys, label, group, enabled = true, whileTyping, inDialogs } = shortcut;
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  useLayoutEffect(() => {
    if (!enabled) return undefined;
    return registry.register({ keys, label, group, whileTyping, inDialogs, run: () => latest.current() });
  }, [keys, label, group, enabled, whileTyping, inDialogs]);
}

/** Every shortcut that can be used on the present screen. */
export function useShortcutList(): readonly Shortcut[] {
  return useSyncExternalStore(registry.subscribe, registry.list);
}

function focusOf(event: KeyboardEvent): KeyFocus {
  const target = event.target instanceof Element ? event.target : undefined;
  return {
    typing: Boolean(target?.closest('input:not([type=checkbox]), textarea, select, [contenteditable=true]')),
    dialog: Boolean(target?.closest('[role=dialog], [role=menu], [role=listbox]')),
  };
}

/** Listens to the keyboard; once, at the root of the app. */
export function useShortcutKeyboard(): void {
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const used = registry.press(keystroke(event, isApple()), focusOf(event), event.timeStamp);
      if (used) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
