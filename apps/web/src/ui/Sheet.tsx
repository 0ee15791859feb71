import { clsx } from 'clsx';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { focusContent } from './focus-content.ts';
import { keepForToast } from './keep-for-toast.ts';
import { useIsPhone } from './use-phone.ts';

function stay(event: Event): void {
  event.preventDefault();
}

interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** `panel` leaves the list beside it usable; `modal` (always so on a phone) holds the focus. */
  mode?: 'panel' | 'modal';
  className?: string;
  children: ReactNode;
}

/** The peek panel: a record at the right of its list, and a sheet from below on a phone. It draws its own header. */
export function Sheet({ open, onOpenChange, title, mode = 'modal', className, children }: SheetProps) {
  const modal = useIsPhone() || mode === 'modal';
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange} modal={modal}>
      <Primitive.Portal>
        {modal && <Primitive.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />}
        <Primitive.Content
          aria-describedby={undefined}
          onInteractOutside={modal ? keepForToast : stay}
          // Beside a panel the list keeps the focus, so that its keys go on working.
          onOpenAutoFocus={modal ? focusContent : stay}
          className={clsx(
            'fixed z-50 flex flex-col overflow-hidden bg-surface shadow-float outline-none',
            'max-sm:inset-x-0 max-sm:bottom-0 max-sm:h-[94dvh] max-sm:animate-from-bottom max-sm:rounded-t-lg',
            'sm:inset-y-0 sm:right-0 sm:w-[min(680px,92vw)] sm:animate-from-right sm:border-line sm:border-l',
            className,
          )}
        >
          <Primitive.Title className="sr-only">{title}</Primitive.Title>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

export const SheetClose = Primitive.Close;
