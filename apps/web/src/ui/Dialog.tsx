import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { focusContent } from './focus-content.ts';
import { IconButton } from './IconButton.tsx';
import { keepForToast } from './keep-for-toast.ts';

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  /** Hides the visible heading where the content speaks for itself; it is still read aloud. */
  titleHidden?: boolean;
  footer?: ReactNode;
  size?: 'small' | 'medium' | 'large';
  className?: string;
  children?: ReactNode;
}

const widths = { small: 'sm:max-w-md', medium: 'sm:max-w-xl', large: 'sm:max-w-3xl' };

/** In the middle of a desk's screen; a sheet from below on a phone. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  titleHidden,
  footer,
  size = 'small',
  className,
  children,
}: DialogProps) {
  const { t } = useTranslation('ui');
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Primitive.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={focusContent}
          onInteractOutside={keepForToast}
          className={clsx(
            'fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] w-full flex-col overflow-hidden rounded-t-lg bg-raised shadow-float outline-none max-sm:animate-from-bottom',
            'sm:inset-x-4 sm:top-[14dvh] sm:bottom-auto sm:mx-auto sm:max-h-[76dvh] sm:w-auto sm:animate-rise sm:rounded-lg',
            widths[size],
            className,
          )}
        >
          <div className={titleHidden ? 'sr-only' : 'flex items-start gap-3 px-5 pt-4 pb-1'}>
            <div className="min-w-0 flex-1">
              <Primitive.Title className="font-semibold text-base">{title}</Primitive.Title>
              {description && (
                <Primitive.Description className="mt-0.5 text-ink-3">{description}</Primitive.Description>
              )}
            </div>
            {!titleHidden && (
              <Primitive.Close asChild>
                <IconButton label={t('close')} size="small" className="-mt-0.5 -mr-2">
                  <X />
                </IconButton>
              </Primitive.Close>
            )}
          </div>
          <div className={clsx('min-h-0 flex-1 overflow-y-auto', !titleHidden && 'px-5 py-3')}>{children}</div>
          {footer && (
            <footer className="flex justify-end gap-2 border-line border-t px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
              {footer}
            </footer>
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
