import type { Notification } from '@muster/contract/identity/notifications';
import { Trans, useTranslation } from 'react-i18next';

/** What happened, as a sentence of the reader's language with its names in bold. */
export function NotificationText({ kind, payload }: Pick<Notification, 'kind' | 'payload'>) {
  const { t } = useTranslation('app');
  const values = { actor: payload.actorName, board: payload.boardName, card: payload.cardTitle ?? '' };
  const components = { b: <span className="font-medium text-ink" /> };
  return kind === 'card.assigned' ? (
    <Trans t={t} i18nKey="notifications.assigned" values={values} components={components} />
  ) : (
    <Trans t={t} i18nKey="notifications.shared" values={values} components={components} />
  );
}
