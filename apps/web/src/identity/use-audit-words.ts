import { useTranslation } from 'react-i18next';
import { fieldName } from './audit-diff.ts';

/** Readable words for what the audit log stores; a kind or action that has none yet is shown as it is stored. */
export function useAuditWords() {
  const { t } = useTranslation('identity');
  const { t: say } = useTranslation('audit');
  const entities: Record<string, string> = t('audit.entities', { returnObjects: true });
  const actions: Record<string, string> = t('audit.actions', { returnObjects: true });
  const fields: Record<string, string> = say('fields', { returnObjects: true });
  const entity = (stored: string) => entities[stored.replaceAll('.', '_')] ?? stored;
  const action = (stored: string) => {
    const verb = stored.slice(stored.lastIndexOf('.') + 1);
    return actions[stored.replaceAll('.', '_')] ?? actions[verb] ?? verb.replaceAll('_', ' ');
  };
  /** The same with the kind of record in front: "Password changed". */
  const deed = (stored: string) => `${entity(stored.slice(0, stored.lastIndexOf('.')))} · ${action(stored)}`;
  const field = (stored: string) => fields[stored] ?? fieldName(stored);
  return { t, entity, action, deed, field };
}

/** The kinds of record that can be filtered by. */
export const auditEntities = [
  'work.board',
  'work.card',
  'collaboration.document',
  'collaboration.version',
  'identity.user',
  'identity.session',
  'identity.location',
  'identity.tenant',
  'identity.role',
  'identity.group',
  'identity.grant',
  'identity.employee',
  'identity.invitation',
  'identity.passkey',
  'identity.issuer',
  'identity.security_policy',
  'identity.api_key',
  'identity.custom_field',
  'identity.key_rotation',
  'identity.audit',
  'identity.operator_access',
] as const;
