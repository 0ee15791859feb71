import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Input } from '../../ui/Input.tsx';

interface PasswordInputProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  value: string;
  onValueChange: (value: string) => void;
  /** For the browser's password manager: one to fill in, or one to make up and keep. */
  autoComplete?: 'current-password' | 'new-password';
  autoFocus?: boolean;
}

export function PasswordInput({ onValueChange, autoComplete = 'current-password', ...control }: PasswordInputProps) {
  const { t } = useTranslation('identity');
  const [shown, setShown] = useState(false);
  return (
    <Input
      {...control}
      name="password"
      type={shown ? 'text' : 'password'}
      autoComplete={autoComplete}
      onChange={(event) => onValueChange(event.target.value)}
      trailing={
        <button
          type="button"
          aria-label={shown ? t('signIn.hidePassword') : t('signIn.showPassword')}
          onClick={() => setShown(!shown)}
          className="rounded-sm p-1 text-ink-3 hover:bg-hover hover:text-ink [&_svg]:size-4"
        >
          {shown ? <EyeOff /> : <Eye />}
        </button>
      }
    />
  );
}
