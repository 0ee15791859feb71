import { useTranslation } from 'react-i18next';
import { Toaster as Sonner } from 'sonner';

/** Stands once in the app; `toast()` fills it. At the left, where no panel stands whose buttons it could cover. */
export function Toaster() {
  const { t } = useTranslation('ui');
  return (
    <Sonner
      position="bottom-left"
      containerAriaLabel={t('notifications')}
      gap={8}
      offset={16}
      mobileOffset={{ bottom: 76 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          // A modal dialog takes the pointer from everything outside it; a toast is in front of that, too.
          toast:
            'pointer-events-auto flex w-[min(420px,calc(100vw-32px))] items-center gap-3 rounded-lg bg-raised px-3.5 py-2.5 text-ink text-sm font-sans shadow-float',
          content: 'min-w-0 flex-1',
          title: 'font-medium',
          description: 'text-ink-3 text-xs',
          icon: 'text-bad-text [&_svg]:size-4',
          actionButton: 'h-control-small shrink-0 rounded-md px-2 font-medium text-accent-text hover:bg-hover',
        },
      }}
    />
  );
}
