import { clsx } from 'clsx';
import { Check, Minus } from 'lucide-react';
import { Checkbox as Primitive } from 'radix-ui';

interface CheckboxProps {
  checked: boolean | 'indeterminate';
  onCheckedChange: (checked: boolean) => void;
  'aria-label'?: string;
  id?: string;
  disabled?: boolean;
  className?: string;
}

/** The box is 16 px to the eye, and takes as much room; a pointer finds 24, a finger 44. */
export function Checkbox({ onCheckedChange, className, ...rest }: CheckboxProps) {
  return (
    <Primitive.Root
      {...rest}
      onCheckedChange={(state) => onCheckedChange(state === true)}
      className={clsx(
        'group/box relative -m-1 inline-flex size-6 shrink-0 items-center justify-center rounded-md disabled:opacity-50',
        'pointer-coarse:after:absolute pointer-coarse:after:-inset-2.5',
        className,
      )}
    >
      <span
        className={clsx(
          'inline-flex size-4 items-center justify-center rounded-sm border border-field-line bg-surface text-accent-ink transition-colors group-hover/box:border-ink-3',
          'group-data-[state=checked]/box:border-accent group-data-[state=checked]/box:bg-accent group-data-[state=indeterminate]/box:border-accent group-data-[state=indeterminate]/box:bg-accent',
        )}
      >
        <Primitive.Indicator>
          {rest.checked === 'indeterminate' ? (
            <Minus className="size-3" strokeWidth={3} />
          ) : (
            <Check className="size-3" strokeWidth={3} />
          )}
        </Primitive.Indicator>
      </span>
    </Primitive.Root>
  );
}
