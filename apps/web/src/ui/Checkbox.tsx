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

/** The box is 16 px to the eye; a finger finds 44. */
export function Checkbox({ onCheckedChange, className, ...rest }: CheckboxProps) {
  return (
    <Primitive.Root
      {...rest}
      onCheckedChange={(state) => onCheckedChange(state === true)}
      className={clsx(
        'relative inline-flex size-4 shrink-0 items-center justify-center rounded-sm border border-field-line bg-surface text-accent-ink transition-colors',
        'data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent',
        'hover:border-ink-3 disabled:opacity-50 pointer-coarse:after:absolute pointer-coarse:after:-inset-3.5',
        className,
      )}
    >
      <Primitive.Indicator>
        {rest.checked === 'indeterminate' ? (
          <Minus className="size-3" strokeWidth={3} />
        ) : (
          <Check className="size-3" strokeWidth={3} />
        )}
      </Primitive.Indicator>
    </Primitive.Root>
  );
}
