import { ArrowLeft, Building2, ChevronRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';

interface ChooseTenantProps {
  tenants: readonly { id: string; name: string }[];
  onChoose: (tenantId: string) => void;
  onBack: () => void;
}

export function ChooseTenant({ tenants, onChoose, onBack }: ChooseTenantProps) {
  const { t } = useTranslation('identity');
  const heading = useRef<HTMLHeadingElement>(null);
  // The form that had the focus is gone; reading goes on here.
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="font-semibold text-xl tracking-tight outline-none">
        {t('signIn.chooseTitle')}
      </h1>
      <p className="mt-1 mb-6 text-ink-3">{t('signIn.chooseLead')}</p>
      <ul className="flex flex-col gap-2">
        {tenants.map((tenant) => (
          <li key={tenant.id}>
            <button
              type="button"
              onClick={() => onChoose(tenant.id)}
              className="flex min-h-12 w-full items-center gap-3 rounded-md border border-line-strong px-3.5 text-left hover:bg-hover"
            >
              <Building2 aria-hidden className="size-4 text-ink-3" />
              <span className="flex-1 font-medium">{tenant.name}</span>
              <ChevronRight aria-hidden className="size-4 text-ink-3" />
            </button>
          </li>
        ))}
      </ul>
      <Button variant="ghost" icon={<ArrowLeft />} onClick={onBack} className="mt-4 -ml-2">
        {t('signIn.back')}
      </Button>
    </>
  );
}
