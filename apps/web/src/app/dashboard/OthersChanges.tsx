import type { Notification } from '@muster/contract/identity/notifications';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { Coffee } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '../../core/PersonAvatar.tsx';
import { Time } from '../../core/Time.tsx';
import { trpc } from '../../core/trpc.ts';
import { useProblemText } from '../../core/use-problem-text.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { NotificationText } from '../shell/NotificationText.tsx';
import { Section } from './Section.tsx';

/** What others did that concerns the reader, newest first. */
export function OthersChanges() {
  const { t } = useTranslation('app');
  const textOf = useProblemText();
  const { data, error } = useQuery(trpc.identity.notifications.list.queryOptions({ limit: 20 }));
  return (
    <Section title={t('dashboard.changes')}>
      {error && !data && <p className="text-bad-text">{textOf(error).message}</p>}
      {!data && !error && <Skeleton className="h-44 w-full" />}
      {data?.items.length === 0 && (
        <EmptyState
          icon={<Coffee />}
          title={t('dashboard.noChanges')}
          className="rounded-lg border border-line border-dashed py-8"
        >
          {t('dashboard.noChangesHint')}
        </EmptyState>
      )}
      <ol className="-mx-2 flex flex-col">
        {data?.items.slice(0, 10).map((notification) => (
          <li key={notification.id}>
            <Change notification={notification} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Change({ notification }: { notification: Notification }) {
  const body = (
    <>
      <PersonAvatar
        id={notification.payload.actorId}
        name={notification.payload.actorName}
        size={24}
        className="mt-0.5"
      />
      <span className="min-w-0 flex-1">
        <span className="line-clamp-2 text-ink-2">
          <NotificationText content={notification} />
        </span>
        <Time value={notification.createdAt} className="text-ink-3 text-xs" />
      </span>
    </>
  );
  const look = 'flex items-start gap-2.5 rounded-md p-2';
  if (notification.kind === 'operator.acting') return <div className={look}>{body}</div>;
  const { boardId, cardId } = notification.payload;
  return (
    <Link
      to="/work/boards/$boardId"
      params={{ boardId }}
      search={{ card: cardId }}
      className={clsx(look, 'hover:bg-hover')}
    >
      {body}
    </Link>
  );
}
