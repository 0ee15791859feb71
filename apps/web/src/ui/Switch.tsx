import { clsx } from 'clsx';
import { Switch as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';

/** For what takes effect at once; a form that is sent later uses a checkbox. */
export function Switch({ className, ...rest }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      {...rest}
      className={clsx(
        'relative inline-flex h-5 w-8 shrink-0 items-center rounded-full bg-field-line p-0.5 transition-colors data-[state=checked]:bg-accent',
        'disabled:opacity-50 pointer-coarse:after:absolute pointer-coarse:after:-inset-3',
        className,
      )}
    >
      <Primitive.Thumb className="size-4 rounded-full bg-white shadow-low transition-transform data-[state=checked]:translate-x-3" />
    </Primitive.Root>
  );
}
