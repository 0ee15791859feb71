import type { ReactNode } from 'react';
import { toast as show } from 'sonner';
import { announce } from './announce.ts';

interface ToastOptions {
  description?: ReactNode;
  /** One thing to do about it; most often undo. */
  action?: { label: string; run: () => void };
  /** Milliseconds; 6 s, and 10 s with an action, so that a slow reader can still undo. */
  duration?: number;
  /** A toast with the same id takes the place of the one before. */
  id?: string;
}

function options({ description, action, duration, id }: ToastOptions) {
  return {
    description,
    id,
    duration: duration ?? (action ? 10_000 : 6_000),
    action: action && { label: action.label, onClick: action.run },
  };
}

/** A short message at the foot of the screen: what happened, and how to undo it. */
export function toast(message: string, details: ToastOptions = {}): void {
  announce(message);
  show(message, options(details));
}

/** What went wrong and what to do now, where there is no better place than the foot of the screen. */
export function toastError(message: string, details: ToastOptions = {}): void {
  announce(message, 'assertive');
  show.error(message, options(details));
}
