import { clsx } from 'clsx';
import { RadioGroup } from 'radix-ui';
import type { ReactNode } from 'react';

interface SegmentedControlProps<Value extends string> {
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
  label: string;
  /** Shows icons alone; the words are still read aloud. */
  iconsOnly?: boolean;
  className?: string;
}

/** Two to four choices of which all deserve to be seen: a view, a theme, a kind. */
export function SegmentedControl<Value extends string>({
  value,
  onValueChange,
  options,
  label,
  iconsOnly,
  className,
}: SegmentedControlProps<Value>) {
  const choose = (chosen: string) => {
    const option = options.find((each) => each.value === chosen);
    if (option) onValueChange(option.value);
  };
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={choose}
      orientation="horizontal"
      className={clsx('inline-flex h-control items-center gap-0.5 rounded-md bg-sunken p-0.5', className)}
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          aria-label={iconsOnly ? option.label : undefined}
          className={clsx(
            'flex h-full flex-1 items-center justify-center gap-1.5 whitespace-nowrap rounded-[5px] px-2.5 font-medium text-ink-3 text-xs transition-colors hover:text-ink',
            'data-[state=checked]:bg-surface data-[state=checked]:text-ink data-[state=checked]:shadow-low dark:data-[state=checked]:bg-raised [&_svg]:size-4',
          )}
        >
          {option.icon}
          {!iconsOnly && option.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
