import type { NotificationContent } from '@muster/contract/identity/notifications';
import { Trans, useTranslation } from 'react-i18next';

/** What happened, as a sentence of the reader's language with its names in bold. */
export function NotificationText({ content: { kind, payload } }: { content: NotificationContent }) {
  const { t } = useTranslation('app');
  const components = { b: <span className="font-medium text-ink" /> };
  if (kind === 'operator.acting') {
    const { actorName: actor, reason } = payload;
    return <Trans t={t} i18nKey="notifications.acting" values={{ actor, reason }} components={components} />;
  }
  const values = { actor: payload.actorName, board: payload.boardName, card: payload.cardTitle ?? '' };
  return kind === 'card.assigned' ? (
    <Trans t={t} i18nKey="notifications.assigned" values={values} components={components} />
  ) : (
    <Trans t={t} i18nKey="notifications.shared" values={values} components={components} />
  );
}
