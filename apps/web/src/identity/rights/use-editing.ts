import { useState } from 'react';

/**
 * Whether a form stands in the place of what it edits. `button` goes onto the button that opens it: when the form
 * closes, the keyboard goes on from there.
 */
export function useEditing() {
  const [state, setState] = useState<'untouched' | 'open' | 'closed'>('untouched');
  return {
    editing: state === 'open',
    close: () => setState('closed'),
    button: { autoFocus: state === 'closed', onClick: () => setState('open') },
  };
}

/** Ref of a form that has just opened: all of it comes into sight, as far as there is room. */
export function showForm(form: HTMLFormElement | null): void {
  form?.scrollIntoView({ block: 'nearest' });
}
