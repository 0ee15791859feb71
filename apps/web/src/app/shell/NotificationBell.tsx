import { useQuery } from '@tanstack/react-query';
import { Bell } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../core/trpc.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { NotificationList } from './NotificationList.tsx';

export function NotificationBell() {
  const { t } = useTranslation('app');
  const [open, setOpen] = useState(false);
  const newest = useQuery(trpc.identity.notifications.list.queryOptions({ limit: 20 }));
  const unread = newest.data?.unread ?? 0;
  return (
    <Popover
      label={t('notifications.title')}
      align="end"
      open={open}
      onOpenChange={setOpen}
      className="max-h-[min(600px,var(--radix-popper-available-height))] w-[min(400px,calc(100vw-16px))] p-0!"
      trigger={
        <IconButton label={t('notifications.bell', { count: unread })} className="relative">
          <Bell />
          {unread > 0 && (
            <span
              aria-hidden
              className="absolute top-1/2 left-1/2 -mt-3.5 flex h-3.5 min-w-3.5 items-center justify-center rounded-full bg-accent px-0.5 font-semibold text-[10px] text-accent-ink leading-none ring-2 ring-surface"
            >
              {unread > 9 ? '9+' : unread}
            </span>
          )}
        </IconButton>
      }
    >
      <NotificationList onOpened={() => setOpen(false)} />
    </Popover>
  );
}
