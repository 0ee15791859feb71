import { type ReactNode, Suspense } from 'react';
import { ListSkeleton } from './ListSkeleton.tsx';

interface ListScreenProps {
  title: string;
  toolbar: ReactNode;
  children: ReactNode;
}

/**
 * A list that fills the screen below its filters. When words or code for the rows are still on their way as the rows
 * come, only the list waits for them: what somebody types into a filter meanwhile keeps its place.
 */
export function ListScreen({ title, toolbar, children }: ListScreenProps) {
  return (
    <main className="flex h-full flex-col">
      <h1 className="sr-only">{title}</h1>
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-line border-b px-gutter py-2">
        <Suspense>{toolbar}</Suspense>
      </div>
      <div className="min-h-0 flex-1">
        <Suspense fallback={<ListSkeleton />}>{children}</Suspense>
      </div>
    </main>
  );
}
