import { Extension } from '@tiptap/core';
import { yCursorPlugin } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import { readPerson } from '../store/presence-state.ts';

/** Shows where others write: a caret and a selection in each person's colour, with their first name. */
export const Carets = Extension.create<{ awareness: Awareness | null }>({
  name: 'carets',
  addOptions: () => ({ awareness: null }),
  addProseMirrorPlugins() {
    const { awareness } = this.options;
    if (!awareness) return [];
    return [yCursorPlugin(awareness, { cursorBuilder: caretOf, selectionBuilder: selectionOf })];
  },
});

/** `user` comes from another client: it is read, never trusted. */
function caretOf(user: unknown): HTMLElement {
  const person = readPerson({ user });
  const caret = document.createElement('span');
  caret.className = 'remote-caret';
  caret.style.borderColor = person?.color ?? 'currentColor';
  const name = document.createElement('span');
  name.className = 'remote-caret-name';
  name.style.background = person?.color ?? 'gray';
  name.textContent = person?.name.split(' ')[0] ?? '';
  caret.append(name);
  return caret;
}

function selectionOf(user: unknown): Record<string, string> {
  const color = readPerson({ user })?.color ?? '#888888';
  return { style: `background-color: ${color}33`, class: 'remote-selection' };
}
