import { clsx } from 'clsx';

interface ProgressLineProps {
  label: string;
  /** 0 to 1; left off while nobody knows how long it takes. */
  value?: number;
  className?: string;
}

/** A thin line instead of a spinner: it says that something is on its way and takes no attention from the rest. */
export function ProgressLine({ label, value, className }: ProgressLineProps) {
  const known = value !== undefined;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={known ? Math.round(value * 100) : undefined}
      className={clsx('h-0.5 w-full overflow-hidden rounded-full bg-line', className)}
    >
      <div
        className={clsx('h-full rounded-full bg-accent', known ? 'transition-[width]' : 'w-1/3 animate-sweep')}
        style={known ? { width: `${(value * 100).toString()}%` } : undefined}
      />
    </div>
  );
}
