import { useTranslation } from 'react-i18next';
import { Field } from '../../../ui/Field.tsx';
import { Select } from '../../../ui/Select.tsx';

interface DurationSelectProps {
  label: string;
  /** Minutes. */
  value: number;
  choices: readonly number[];
  onChange: (minutes: number) => void;
}

/** A length of time out of a few; one that was set elsewhere is kept among them. */
export function DurationSelect({ label, value, choices, onChange }: DurationSelectProps) {
  const { t } = useTranslation('security');
  const words = (minutes: number) => {
    if (minutes % 1440 === 0) return t('admin.days', { count: minutes / 1440 });
    if (minutes % 60 === 0) return t('admin.hours', { count: minutes / 60 });
    return t('admin.minutes', { count: minutes });
  };
  const all = choices.includes(value) ? choices : [...choices, value].sort((one, other) => one - other);
  return (
    <Field label={label}>
      {({ id }) => (
        <Select
          id={id}
          aria-label={label}
          value={String(value)}
          onValueChange={(chosen) => onChange(Number(chosen))}
          options={all.map((minutes) => ({ value: String(minutes), label: words(minutes) }))}
        />
      )}
    </Field>
  );
}
