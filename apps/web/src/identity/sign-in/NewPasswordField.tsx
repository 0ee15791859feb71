import { shortestPassword } from '@muster/contract/identity/passwords';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../core/problem.ts';
import { Field } from '../../ui/Field.tsx';
import { PasswordInput } from './PasswordInput.tsx';

interface NewPasswordFieldProps {
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  /** Whether the form was sent already: until then nobody is told off. */
  tried: boolean;
  error: unknown;
}

export function isLongEnough(password: string): boolean {
  return password.length >= shortestPassword;
}

/** A password to choose, with what is wrong about it beneath. */
export function NewPasswordField({ label, value, onValueChange, tried, error }: NewPasswordFieldProps) {
  const { t } = useTranslation('security');
  const short = tried && !isLongEnough(value);
  const common = error !== null && problemOf(error).code === 'invalid_input';
  return (
    <Field
      label={label}
      error={short ? t('reset.tooShort') : common ? t('reset.common') : undefined}
      hint={t('reset.lead')}
    >
      {(control) => (
        <PasswordInput {...control} autoComplete="new-password" value={value} onValueChange={onValueChange} />
      )}
    </Field>
  );
}
