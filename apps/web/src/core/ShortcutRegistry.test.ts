import { describe, expect, it, vi } from 'vitest';
import { keystroke } from './keystroke.ts';
import { type Shortcut, ShortcutRegistry } from './ShortcutRegistry.ts';

const elsewhere = { typing: false, dialog: false };

function shortcut(keys: string, more: Partial<Shortcut> = {}) {
  return { keys, label: keys, group: 'Test', run: vi.fn(), ...more };
}

describe('ShortcutRegistry', () => {
  it('runs a single stroke, and nothing after it was taken away', () => {
    const registry = new ShortcutRegistry();
    const search = shortcut('mod+k');
    const forget = registry.register(search);
    expect(registry.press('mod+k', elsewhere, 0)).toBe(true);
    forget();
    expect(registry.press('mod+k', elsewhere, 1)).toBe(false);
    expect(search.run).toHaveBeenCalledOnce();
  });

  it('runs a sequence whose strokes follow in time', () => {
    const registry = new ShortcutRegistry();
    const dashboard = shortcut('g d');
    registry.register(dashboard);
    expect(registry.press('g', elsewhere, 0)).toBe(true);
    expect(registry.press('d', elsewhere, 900)).toBe(true);
    expect(dashboard.run).toHaveBeenCalledOnce();
  });

  it('forgets the first stroke of a sequence after a while', () => {
    const registry = new ShortcutRegistry();
    const dashboard = shortcut('g d');
    registry.register(dashboard);
    registry.press('g', elsewhere, 0);
    expect(registry.press('d', elsewhere, 5_000)).toBe(false);
    expect(dashboard.run).not.toHaveBeenCalled();
  });

  it('takes a stroke for itself when it does not continue the sequence', () => {
    const registry = new ShortcutRegistry();
    const help = shortcut('?');
    registry.register(shortcut('g d'));
    registry.register(help);
    registry.press('g', elsewhere, 0);
    expect(registry.press('?', elsewhere, 10)).toBe(true);
    expect(help.run).toHaveBeenCalledOnce();
  });

  it('lets the screen opened last have its way', () => {
    const registry = new ShortcutRegistry();
    const below = shortcut('e');
    const above = shortcut('e');
    registry.register(below);
    registry.register(above);
    registry.press('e', elsewhere, 0);
    expect(above.run).toHaveBeenCalledOnce();
    expect(below.run).not.toHaveBeenCalled();
  });

  it('leaves typing and dialogs alone unless a shortcut is meant for them', () => {
    const registry = new ShortcutRegistry();
    registry.register(shortcut('e'));
    registry.register(shortcut('mod+k', { whileTyping: true }));
    registry.register(shortcut('mod+enter', { whileTyping: true, inDialogs: true }));
    expect(registry.press('e', { typing: true, dialog: false }, 0)).toBe(false);
    expect(registry.press('mod+k', { typing: true, dialog: false }, 0)).toBe(true);
    expect(registry.press('mod+k', { typing: true, dialog: true }, 0)).toBe(false);
    expect(registry.press('mod+enter', { typing: true, dialog: true }, 0)).toBe(true);
  });
});

describe('keystroke', () => {
  const press = { key: 'k', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

  it.each([
    [{ ...press, ctrlKey: true }, false, 'mod+k'],
    [{ ...press, metaKey: true }, true, 'mod+k'],
    [{ ...press, ctrlKey: true }, true, 'ctrl+k'],
    [{ ...press, key: '?', shiftKey: true }, false, '?'],
    [{ ...press, key: 'J', shiftKey: true }, false, 'shift+j'],
    [{ ...press, key: 'ArrowDown', shiftKey: true }, false, 'shift+arrowdown'],
    [{ ...press, key: ' ' }, false, 'space'],
  ])('names %o (Apple: %s) %s', (pressed, onApple, name) => {
    expect(keystroke(pressed, onApple)).toBe(name);
  });
});
