import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { controlLook } from './control-look.ts';

/** Grows with its text between `rows` and 16 lines. */
export function TextArea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={rows}
      {...rest}
      className={clsx(controlLook, 'field-sizing-content max-h-80 px-2.5 py-1.5', className)}
    />
  );
}
