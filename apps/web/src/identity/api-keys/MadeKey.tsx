import { Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';

/** A new key, the one time that it can be seen. */
export function MadeKey({ value }: { value: string }) {
  const { t } = useTranslation('identity');
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(value).then(() => setCopied(true));
  return (
    <div className="flex flex-col gap-3">
      <p>{t('keys.onceLead')}</p>
      <output
        aria-label={t('keys.whole')}
        className="select-all break-all rounded-md border border-line bg-sunken px-4 py-3 font-mono"
      >
        {value}
      </output>
      <Button icon={<Copy aria-hidden />} onClick={copy} className="self-start">
        {copied ? t('keys.copied') : t('keys.copy')}
      </Button>
    </div>
  );
}
