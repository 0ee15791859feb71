import { type ReactNode, useId } from 'react';

interface SectionProps {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}

export function Section({ title, aside, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <header className="mb-2 flex min-h-7 items-center justify-between gap-3">
        <h2 id={id} className="font-semibold text-base">
          {title}
        </h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
