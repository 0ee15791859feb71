import { useTranslation } from 'react-i18next';

/** Readable words for what the audit log stores; a kind or action that has none yet is shown as it is stored. */
export function useAuditWords() {
  const { t } = useTranslation('identity');
  const entities: Record<string, string> = t('audit.entities', { returnObjects: true });
  const actions: Record<string, string> = t('audit.actions', { returnObjects: true });
  const entity = (stored: string) => entities[stored.replaceAll('.', '_')] ?? stored;
  const action = (stored: string) => {
    const verb = stored.slice(stored.lastIndexOf('.') + 1);
    return actions[verb] ?? verb.replaceAll('_', ' ');
  };
  return { t, entity, action };
}

/** The kinds of record that can be filtered by. */
export const auditEntities = [
  'work.board',
  'work.card',
  'collaboration.version',
  'identity.user',
  'identity.session',
  'identity.location',
  'identity.tenant',
] as const;
