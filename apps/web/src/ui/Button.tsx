import { clsx } from 'clsx';
import { Slot } from 'radix-ui';
import type { ComponentProps, MouseEvent, ReactNode } from 'react';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'small' | 'medium';

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  /** True while the action is on its way: the button keeps its width and its words, and refuses a second press. */
  busy?: boolean;
  /** Renders the only child (a link) with the look of a button. */
  asChild?: boolean;
}

const look: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-accent-ink shadow-low hover:bg-accent-hover',
  secondary: 'border border-line-strong bg-surface text-ink shadow-low hover:bg-sunken dark:bg-raised',
  ghost: 'text-ink-2 hover:bg-hover hover:text-ink',
  danger: 'bg-bad text-accent-ink shadow-low hover:bg-bad-hover',
};

const dimensions: Record<ButtonSize, string> = {
  small: 'h-control-small px-2 text-xs',
  medium: 'h-control px-3 text-sm',
};

export function Button({ variant = 'secondary', size = 'medium', icon, busy, asChild, ...rest }: ButtonProps) {
  const className = clsx(
    'relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 overflow-hidden whitespace-nowrap rounded-md font-medium transition-colors',
    'disabled:cursor-not-allowed disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
    look[variant],
    dimensions[size],
    rest.className,
  );
  if (asChild) return <Slot.Root {...rest} className={className} />;
  const { children, onClick, ...others } = rest;
  return (
    <button
      type="button"
      {...others}
      aria-busy={busy || undefined}
      onClick={busy ? refuse : onClick}
      className={className}
    >
      {icon}
      {children}
      {busy && <BusyLine />}
    </button>
  );
}

/** Also for Enter in a field of the form: browsers press its button. */
function refuse(event: MouseEvent): void {
  event.preventDefault();
}

function BusyLine() {
  return (
    <span
      aria-hidden
      className="absolute inset-x-0 bottom-0 h-0.5 w-1/3 animate-sweep rounded-full bg-current opacity-70"
    />
  );
}
