import { Input } from '../../ui/Input.tsx';

interface CodeInputProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  value: string;
  onValueChange: (value: string) => void;
  autoFocus?: boolean;
}

/** The six digits of an authenticator app. */
export function CodeInput({ onValueChange, ...control }: CodeInputProps) {
  return (
    <Input
      {...control}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={7}
      onChange={(event) => onValueChange(event.target.value)}
      className="text-center font-mono text-lg tracking-[0.4em]"
    />
  );
}
