import type { ReactNode } from 'react';

interface ListScreenProps {
  title: string;
  toolbar: ReactNode;
  children: ReactNode;
}

/** A list that fills the screen below its filters. */
export function ListScreen({ title, toolbar, children }: ListScreenProps) {
  return (
    <main className="flex h-full flex-col">
      <h1 className="sr-only">{title}</h1>
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-line border-b px-gutter py-2">{toolbar}</div>
      <div className="min-h-0 flex-1">{children}</div>
    </main>
  );
}
