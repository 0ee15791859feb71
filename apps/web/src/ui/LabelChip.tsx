import { clsx } from 'clsx';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';

/** The names under which a label's colour is stored; each has its own value per theme in tokens.css. */
const labelColors = ['grey', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'] as const;

/** The CSS colour of a stored label colour; a name this version does not know is grey. */
export function labelColor(name: string): string {
  const known = labelColors.find((color) => color === name) ?? 'grey';
  return `var(--label-${known})`;
}

interface LabelChipProps {
  color: string;
  children: ReactNode;
  onRemove?: () => void;
  removeLabel?: string;
  className?: string;
}

export function LabelChip({ color, children, onRemove, removeLabel, className }: LabelChipProps) {
  return (
    <span
      className={clsx(
        'inline-flex h-5 min-w-0 items-center gap-1.5 rounded-full border border-line bg-surface px-2 text-ink-2 text-xs',
        className,
      )}
    >
      <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: labelColor(color) }} />
      <span className="truncate">{children}</span>
      {onRemove && (
        <button
          type="button"
          aria-label={removeLabel}
          onClick={onRemove}
          className="-mr-1 rounded-full p-0.5 hover:bg-hover"
        >
          <X className="size-3" />
        </button>
      )}
    </span>
  );
}
