import { type ReactNode, useId } from 'react';

/** A part of the card panel with its heading. */
export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mt-7">
      <header className="mb-2 flex items-center gap-3">
        <h3 id={id} className="font-semibold text-sm">
          {title}
        </h3>
        {aside}
      </header>
      {children}
    </section>
  );
}
