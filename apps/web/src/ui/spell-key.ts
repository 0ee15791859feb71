const apple: Record<string, string> = { mod: '⌘', shift: '⇧', alt: '⌥', ctrl: '⌃' };
const other: Record<string, string> = { mod: 'Ctrl', shift: 'Shift', alt: 'Alt', ctrl: 'Ctrl' };
const named: Record<string, string> = {
  enter: '↵',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  space: 'Space',
  backspace: '⌫',
};

/** True where the command key takes the place of Ctrl. */
export function isApple(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);
}

/** Spells one key as it stands on this machine's keyboard: `mod` is ⌘ or Ctrl. */
export function spellKey(key: string, onApple = isApple()): string {
  const name = key.toLowerCase();
  const spelled = (onApple ? apple : other)[name] ?? named[name];
  return spelled ?? (key.length === 1 ? key.toUpperCase() : key);
}
