import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { controlLook } from './control-look.ts';

export interface InputProps extends ComponentProps<'input'> {
  icon?: ReactNode;
  /** Stands at the right inside the field: a shortcut or a clear button. */
  trailing?: ReactNode;
}

export function Input({ icon, trailing, className, ...rest }: InputProps) {
  if (!icon && !trailing) return <input {...rest} className={clsx(controlLook, 'h-control px-2.5', className)} />;
  return (
    <div className={clsx('relative flex items-center', className)}>
      {icon && <span className="pointer-events-none absolute left-2.5 text-ink-3 [&_svg]:size-4">{icon}</span>}
      <input
        {...rest}
        className={clsx(controlLook, 'h-control', icon ? 'pl-8' : 'pl-2.5', trailing ? 'pr-9' : 'pr-2.5')}
      />
      {trailing && <span className="absolute right-1.5 flex items-center">{trailing}</span>}
    </div>
  );
}
