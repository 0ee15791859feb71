import { setCardTitle } from '@muster/contract/work/board-cards';
import { type ChangeEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import { useBoard } from './BoardSession.ts';

type TextField = HTMLTextAreaElement;

/**
 * Binds a text field to a card's title letter by letter, so that two people can edit one title at the same time.
 * All letters typed are one undo step; `revert` takes them back. The caret stays at its letter when others type.
 */
export function useSharedTitle(cardId: string, title: string, field: RefObject<TextField | null>) {
  const { doc, undo, step, continued } = useBoard();
  const typed = useRef(false);
  const caret = useCaret(title, field);

  const onChange = (event: ChangeEvent<TextField>) => {
    const next = event.target.value.replace(/\s*\n+\s*/g, ' ');
    caret.keep(event.target);
    setCardTitle(doc, typed.current ? continued() : step(), cardId, next, event.target.selectionStart);
    typed.current = true;
  };
  const revert = () => {
    if (typed.current) undo.undo();
    typed.current = false;
  };
  const onSelect = () => field.current && caret.keep(field.current);
  return { onChange, onSelect, revert };
}

/** Puts the caret back after the text under it changed: behind the same letter as before. */
function useCaret(text: string, field: RefObject<TextField | null>) {
  const last = useRef({ text, start: 0, end: 0 });
  const keep = (element: TextField) => {
    last.current = { text: element.value, start: element.selectionStart, end: element.selectionEnd };
  };
  useLayoutEffect(() => {
    const element = field.current;
    const before = last.current;
    if (!element || before.text === text || document.activeElement !== element) return;
    element.setSelectionRange(shifted(before.start, before.text, text), shifted(before.end, before.text, text));
    keep(element);
  });
  return { keep };
}

/** Where the offset `at` of `before` lies in `after`, when one stretch of the text changed. */
export function shifted(at: number, before: string, after: string): number {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  if (at <= start) return at;
  return Math.max(start, Math.min(after.length, at + after.length - before.length));
}
