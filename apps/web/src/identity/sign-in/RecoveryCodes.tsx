import { Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';

/** The recovery codes, the one time that they can be seen. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation('security');
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(codes.join('\n')).then(() => setCopied(true));
  return (
    <div className="flex flex-col gap-3">
      <p>{t('ways.codesLead')}</p>
      <ul
        aria-label={t('ways.codesTitle')}
        className="grid grid-cols-1 gap-x-6 gap-y-1 rounded-md border border-line bg-sunken px-4 py-3 font-mono sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ul>
      <Button icon={<Copy />} onClick={copy} className="self-start">
        {copied ? t('ways.copied') : t('ways.copy')}
      </Button>
    </div>
  );
}
