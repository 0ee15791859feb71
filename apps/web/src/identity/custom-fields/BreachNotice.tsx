import type { CustomField, CustomFieldPreview } from '@muster/contract/identity/custom-fields/definition';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

interface BreachNoticeProps {
  preview: CustomFieldPreview;
  field: CustomField | undefined;
}

/** What a change would do to the records that have values, before it is saved. */
export function BreachNotice({ preview: { breaches, removedOptions }, field }: BreachNoticeProps) {
  const { t } = useTranslation('fields');
  const options = field?.type === 'choice' || field?.type === 'multi_choice' ? field.settings.options : [];
  const used = options.filter(({ id }) => (removedOptions[id] ?? 0) > 0);
  return (
    <div role="alert" className="mb-4 flex gap-2.5 rounded-md bg-warn-soft px-3 py-2.5 text-warn-text">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div>
        {breaches > 0 && (
          <p>
            <span className="font-medium">{t('dialog.breaches', { count: breaches })}</span> {t('dialog.breachesHint')}
          </p>
        )}
        {used.map(({ id, label }) => (
          <p key={id}>{t('dialog.kept', { count: removedOptions[id] ?? 0, label })}</p>
        ))}
      </div>
    </div>
  );
}
