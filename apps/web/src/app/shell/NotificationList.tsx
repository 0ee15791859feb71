import type { Notification } from '@muster/contract/identity/notifications';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { BellOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '../../core/PersonAvatar.tsx';
import { Time } from '../../core/Time.tsx';
import { useProblemText } from '../../core/use-problem-text.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { NotificationText } from './NotificationText.tsx';
import { useMarkRead, useNotifications } from './use-notifications.ts';

export function NotificationList({ onOpened }: { onOpened: () => void }) {
  const { t } = useTranslation('app');
  const textOf = useProblemText();
  const query = useNotifications(20);
  const markRead = useMarkRead();
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = query.data?.pages[0]?.unread ?? 0;
  return (
    <>
      <div className="sticky top-0 z-10 flex h-11 items-center justify-between border-line border-b bg-raised pr-1.5 pl-3.5">
        <h2 className="font-semibold">{t('notifications.title')}</h2>
        {unread > 0 && (
          <Button variant="ghost" size="small" onClick={() => markRead.mutate({ all: true })}>
            {t('notifications.markAll')}
          </Button>
        )}
      </div>
      {query.isPending && <Skeleton className="m-3.5 h-24" />}
      {query.error && !query.data && <p className="p-3.5 text-bad-text">{textOf(query.error).message}</p>}
      {query.data && items.length === 0 && (
        <EmptyState icon={<BellOff />} title={t('notifications.empty')} className="py-8">
          {t('notifications.emptyHint')}
        </EmptyState>
      )}
      <ul className="p-1">
        {items.map((item) => (
          <li key={item.id}>
            <NotificationRow
              notification={item}
              onOpen={() => {
                if (!item.readAt) markRead.mutate({ ids: [item.id] });
                onOpened();
              }}
            />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="px-1 pb-1">
          <Button
            variant="ghost"
            className="w-full"
            busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('notifications.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function NotificationRow({ notification, onOpen }: { notification: Notification; onOpen: () => void }) {
  const look = 'flex w-full items-start gap-2.5 rounded-md px-2.5 py-2 text-left hover:bg-hover';
  // There is nothing to go to: that it was told is all.
  if (notification.kind === 'operator.acting') {
    return (
      <button type="button" onClick={onOpen} className={look}>
        <NotificationBody notification={notification} />
      </button>
    );
  }
  const { boardId, cardId } = notification.payload;
  return (
    <Link to="/work/boards/$boardId" params={{ boardId }} search={{ card: cardId }} onClick={onOpen} className={look}>
      <NotificationBody notification={notification} />
    </Link>
  );
}

function NotificationBody({ notification }: { notification: Notification }) {
  const { t } = useTranslation('app');
  const { payload, createdAt, readAt } = notification;
  return (
    <>
      <PersonAvatar id={payload.actorId} name={payload.actorName} size={24} className="mt-0.5" />
      <span className="min-w-0 flex-1">
        <span className={clsx('line-clamp-2 text-ink-2', readAt && 'opacity-80')}>
          <NotificationText content={notification} />
        </span>
        <Time value={createdAt} className="text-ink-3 text-xs" />
      </span>
      {!readAt && (
        <span
          role="img"
          aria-label={t('notifications.isUnread')}
          className="mt-2 size-2 shrink-0 rounded-full bg-accent"
        />
      )}
    </>
  );
}
