import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { Tooltip } from './Tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** What the button does; read aloud and shown as its tooltip. */
  label: string;
  shortcut?: string;
  size?: 'small' | 'medium';
  /** A toggle that is on. */
  pressed?: boolean;
  side?: 'top' | 'right' | 'bottom' | 'left';
  children: ReactNode;
}

export function IconButton({ label, shortcut, size = 'medium', pressed, side, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut} side={side}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        {...rest}
        className={clsx(
          'inline-flex shrink-0 items-center justify-center rounded-md text-ink-2 transition-colors hover:bg-hover hover:text-ink',
          'disabled:cursor-not-allowed disabled:opacity-50 data-[state=open]:bg-hover [&_svg]:size-4',
          size === 'small' ? 'size-control-small' : 'size-control',
          pressed && 'bg-accent-soft text-accent-text',
          className,
        )}
      />
    </Tooltip>
  );
}
