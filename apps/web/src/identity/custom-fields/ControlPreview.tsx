import type { CustomField } from '@muster/contract/identity/custom-fields/definition';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/Field.tsx';
import { FieldControl } from './FieldControl.tsx';
import type { DraftValue } from './use-field-draft.ts';

/** The control of a field that is being defined, to try out; what is entered goes nowhere. */
export function ControlPreview({ field }: { field: CustomField | null }) {
  const { t } = useTranslation('fields');
  return (
    <section aria-label={t('dialog.preview')} className="rounded-lg bg-sunken p-4 md:sticky md:top-0 md:self-start">
      <h3 className="font-medium text-ink-2 text-xs">{t('dialog.preview')}</h3>
      <p className="mb-4 text-ink-3 text-xs">{t('dialog.previewHint')}</p>
      {field && <Tried key={field.type} field={field} />}
    </section>
  );
}

function Tried({ field }: { field: CustomField }) {
  const { t } = useTranslation('fields');
  const [value, setValue] = useState<DraftValue>(null);
  const label = field.label || t('new');
  return (
    <Field label={field.required ? t('form.isRequired', { label }) : label} hint={field.help || undefined}>
      {(ties) => <FieldControl field={{ ...field, label }} value={value} onChange={setValue} ties={ties} />}
    </Field>
  );
}
