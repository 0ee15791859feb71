import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../list-rows.ts';

/** Says that it was an operator of the platform, as themselves or in the name of the person above. */
export function OperatorBehind({ entry, className }: { entry: AuditEntry; className: string }) {
  const { t } = useTranslation('identity');
  const { operatorName, actorId } = entry;
  if (!operatorName) return null;
  const text = actorId ? t('audit.byOperator', { name: operatorName }) : t('audit.ofPlatform');
  return (
    <span className={className} title={text}>
      {text}
    </span>
  );
}
