import { clsx } from 'clsx';

/** Holds the place of something on its first visit only; afterwards the last known data stands there. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx('block animate-shimmer rounded-md bg-pressed', className)} />;
}
