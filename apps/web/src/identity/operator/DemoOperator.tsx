import type { DemoOperator as Demo } from '@muster/contract/identity/operator';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';

/** Only where the server runs the demo: its operator, and the code that counts next. */
export function DemoOperator({ demo, onFill }: { demo: Demo; onFill: (demo: Demo) => void }) {
  const { t } = useTranslation('operator');
  return (
    <section aria-label={t('door.demo')} className="mt-8 border-line border-t pt-6">
      <h2 className="font-semibold">{t('door.demo')}</h2>
      <p className="mt-0.5 mb-3 text-ink-3">{t('door.demoLead')}</p>
      <div className="flex items-center gap-3 rounded-lg border border-line px-3 py-2">
        <Avatar person={{ id: demo.email, name: demo.name }} size={28} />
        <span className="min-w-0 flex-1 leading-tight">
          <span className="block truncate font-medium">{demo.name}</span>
          <span className="block truncate text-ink-3 text-xs">{demo.email}</span>
        </span>
        <output className="font-mono tabular-nums">{demo.code}</output>
        <Button size="small" onClick={() => onFill(demo)}>
          {t('door.demoFill')}
        </Button>
      </div>
      <p className="mt-2 text-ink-3 text-xs">
        {t('door.demoKey')}
        <code className="block select-all font-mono">{demo.totpSecret.replaceAll(/.{4}(?=.)/g, '$& ')}</code>
      </p>
    </section>
  );
}
