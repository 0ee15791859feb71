import type { TotpEnrolment } from '@muster/contract/identity/totp';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { encode } from 'uqr';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { CodeInput } from './CodeInput.tsx';

interface TotpSetupProps {
  enrolment: TotpEnrolment;
  busy: boolean;
  wrong: boolean;
  onCode: (code: string) => void;
}

/** Picture, key and first code: what it takes to tie an authenticator app to the account. */
export function TotpSetup({ enrolment, busy, wrong, onCode }: TotpSetupProps) {
  const { t } = useTranslation('security');
  const [code, setCode] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCode(code.replaceAll(/\s/g, ''));
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p>{t('ways.scan')}</p>
      <QrCode text={enrolment.uri} label={t('ways.qr')} />
      <div className="text-center">
        <p className="text-ink-3 text-xs">{t('ways.manual')}</p>
        <code className="select-all break-words font-mono text-sm">{enrolment.secret}</code>
      </div>
      <Field label={t('ways.enterCode')} error={wrong ? t('ways.codeWrong') : undefined}>
        {(control) => <CodeInput {...control} value={code} onValueChange={setCode} />}
      </Field>
      <Button type="submit" variant="primary" busy={busy} disabled={code.replaceAll(/\s/g, '').length !== 6}>
        {t('ways.turnOn')}
      </Button>
    </form>
  );
}

/** Dark on white in both themes: many cameras read no inverted ones. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 2 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      className="mx-auto size-44 rounded-md border border-line bg-white"
    >
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
