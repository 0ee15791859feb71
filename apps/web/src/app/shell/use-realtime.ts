import type { Change } from '@muster/contract/core/changes';
import type { Notification } from '@muster/contract/identity/notifications';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { reportConnected } from '../../core/connection.ts';
import { Gather } from '../../core/Gather.ts';
import { openRealtime } from '../../core/realtime.ts';
import { sessionEnded } from '../../core/session-end.ts';
import { toast } from '../../ui/toast.ts';
import { invalidateAll, invalidateChanged } from './invalidate-changed.ts';

/** While a board is busy, lists are asked for again at most this often, in milliseconds. */
const interval = 1_000;

/** Keeps every list of the app current, and shows notifications as they arrive. */
export function useRealtime(): void {
  const showNotification = useNotificationToast();
  const show = useRef(showNotification);
  useEffect(() => {
    show.current = showNotification;
  });
  useEffect(() => {
    const changes = new Gather<Change>(interval, invalidateChanged);
    const close = openRealtime({
      onChanges: (arrived) => changes.add(arrived),
      onResync: invalidateAll,
      onNotification: (notification) => show.current(notification),
      onSignedOut: sessionEnded,
      onConnected: reportConnected,
    });
    return () => {
      changes.close();
      close();
    };
  }, []);
}

function useNotificationToast(): (notification: Notification) => void {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  return (notification) => {
    const { id, kind, payload } = notification;
    if (kind === 'operator.acting') {
      toast(t('notifications.actingPlain', { actor: payload.actorName, reason: payload.reason }), { id });
      return;
    }
    const { actorName: actor, boardName: board, cardTitle: card = '', boardId, cardId } = payload;
    const text =
      kind === 'card.assigned'
        ? t('notifications.assignedPlain', { actor, card })
        : t('notifications.sharedPlain', { actor, board });
    const run = () => void navigate({ to: '/work/boards/$boardId', params: { boardId }, search: { card: cardId } });
    toast(text, { id, action: { label: t('notifications.open'), run } });
  };
}
