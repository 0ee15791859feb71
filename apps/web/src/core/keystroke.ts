/** What a keyboard event tells us; a plain object in tests. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const names: Record<string, string> = { ' ': 'space', esc: 'escape' };

/**
 * The name of a key press as shortcuts are written: `mod+k`, `shift+j`, `?`. Shift is named only where it does not
 * already show in the character, and `mod` is ⌘ on Apple's keyboards, Ctrl elsewhere.
 */
export function keystroke(press: KeyPress, onApple: boolean): string {
  const lower = press.key.toLowerCase();
  const key = names[lower] ?? lower;
  const isSymbol = press.key.length === 1 && lower === press.key.toUpperCase() && press.key !== ' ';
  const mod = onApple ? press.metaKey : press.ctrlKey;
  const other = onApple && press.ctrlKey;
  const held = [mod && 'mod', other && 'ctrl', press.altKey && 'alt', press.shiftKey && !isSymbol && 'shift'];
  return [...held.filter((name) => name !== false), key].join('+');
}
