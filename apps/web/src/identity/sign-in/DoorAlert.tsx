import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** What went wrong and what to do now, above the button that tries again. */
export function DoorAlert({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className="flex gap-2 rounded-md bg-bad-soft px-3 py-2 text-bad-text">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
