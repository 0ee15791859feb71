import { clsx } from 'clsx';
import { type ReactNode, useId } from 'react';

interface SegmentedControlProps<Value extends string> {
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
  label: string;
  /** Shows icons alone; the words are still read aloud. */
  iconsOnly?: boolean;
  className?: string;
}

/** Two to four choices of which all deserve to be seen: a view, a theme, a kind. Radio buttons, as browsers make them. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const { value, onValueChange, options, label, iconsOnly, className } = props;
  const name = useId();
  return (
    <fieldset className={clsx('inline-flex h-control items-center gap-0.5 rounded-md bg-sunken p-0.5', className)}>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={clsx(
            'relative flex h-[calc(var(--control)-4px)] flex-1 cursor-pointer items-center justify-center gap-1.5 whitespace-nowrap rounded-[5px] px-2.5 font-medium text-ink-3 text-xs transition-colors hover:text-ink',
            'has-checked:bg-surface has-checked:text-ink has-checked:shadow-low dark:has-checked:bg-raised [&_svg]:size-4',
            'has-focus-visible:outline-2 has-focus-visible:outline-accent',
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onValueChange(option.value)}
            className="absolute inset-0 cursor-pointer appearance-none rounded-[5px] outline-none"
          />
          {option.icon}
          <span className={iconsOnly ? 'sr-only' : undefined}>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
