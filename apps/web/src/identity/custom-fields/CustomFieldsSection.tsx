import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/Field.tsx';
import { FieldControl } from './FieldControl.tsx';
import type { FieldDraft } from './use-field-draft.ts';

/** The company's own fields at the end of a record's form. */
export function CustomFieldsSection({ draft, disabled }: { draft: FieldDraft; disabled?: boolean }) {
  const { t } = useTranslation('fields');
  return draft.fields.map((field) => {
    const problem = draft.problems[field.id];
    return (
      <Field
        key={field.id}
        label={field.required ? t('form.isRequired', { label: field.label }) : field.label}
        hint={field.help || undefined}
        error={problem && t(`problem.${problem}`)}
      >
        {(ties) => (
          <FieldControl
            field={field}
            value={draft.valueOf(field)}
            onChange={(value) => draft.set(field, value)}
            ties={ties}
            disabled={disabled}
          />
        )}
      </Field>
    );
  });
}
