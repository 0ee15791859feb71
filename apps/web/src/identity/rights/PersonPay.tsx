import type { EmployeeProfile, Pay } from '@muster/contract/identity/employees';
import { Pencil } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../core/translation.ts';
import { trpcClient } from '../../core/trpc.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { PeekSection } from './PeekSheet.tsx';
import { useRun } from './use-run.ts';

interface PersonPayProps {
  profile: EmployeeProfile;
  pay: Pay | null;
  editable: boolean;
}

function money(minor: number, currency: string): string {
  const format = new Intl.NumberFormat(currentLanguage(), { style: 'currency', currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** What a person earns; shown only to whoever may know it. */
export function PersonPay({ profile, pay, editable }: PersonPayProps) {
  const { t } = useTranslation('rights');
  const [editing, setEditing] = useState(false);
  const action = editable && !editing && (
    <Button size="small" icon={<Pencil />} onClick={() => setEditing(true)}>
      {t('person.editPay')}
    </Button>
  );
  return (
    <PeekSection title={t('person.pay')} action={action}>
      {editing ? <PayForm profile={profile} pay={pay} onClose={() => setEditing(false)} /> : <PayFacts pay={pay} />}
    </PeekSection>
  );
}

function PayFacts({ pay }: { pay: Pay | null }) {
  const { t } = useTranslation('rights');
  if (!pay || pay.hourlyRate === null) return <p className="text-ink-3">{t('person.payNone')}</p>;
  const { bonus, currency } = pay;
  const share = (basisPoints: number) =>
    new Intl.NumberFormat(currentLanguage(), { style: 'percent', maximumFractionDigits: 2 }).format(
      basisPoints / 10_000,
    );
  return (
    <p className="tabular-nums">
      {t('person.perHour', { amount: money(pay.hourlyRate, currency) })}
      {bonus.kind === 'monthly' && ` · ${t('person.bonusMonthly', { amount: money(bonus.amount, currency) })}`}
      {bonus.kind === 'revenue_share' && ` · ${t('person.bonusShare', { percent: share(bonus.basisPoints) })}`}
    </p>
  );
}

function PayForm({ profile, pay, onClose }: Omit<PersonPayProps, 'editable'> & { onClose: () => void }) {
  const { t } = useTranslation('rights');
  const run = useRun();
  const [rate, setRate] = useState(pay?.hourlyRate ? (pay.hourlyRate / 100).toFixed(2) : '');
  const [currency, setCurrency] = useState(pay?.currency ?? 'CAD');
  const ready = /^\d+([.,]\d{1,2})?$/.test(rate) && /^[A-Z]{3}$/.test(currency);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const hourlyRate = Math.round(Number(rate.replace(',', '.')) * 100);
    const { userId, version } = profile;
    const change = { userId, version, currency, hourlyRate, bonus: pay?.bonus ?? { kind: 'none' as const } };
    if (await run(() => trpcClient.identity.employees.setPay.mutate(change), t('person.paySaved'))) onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex items-end gap-2">
      <Field label={t('person.rate')} className="flex-1">
        {(control) => (
          <Input {...control} inputMode="decimal" value={rate} onChange={(event) => setRate(event.target.value)} />
        )}
      </Field>
      <Field label={t('person.currency')} className="w-20">
        {(control) => (
          <Input
            {...control}
            maxLength={3}
            value={currency}
            onChange={(event) => setCurrency(event.target.value.toUpperCase())}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" disabled={!ready}>
        {t('person.save')}
      </Button>
      <Button onClick={onClose}>{t('person.cancel')}</Button>
    </form>
  );
}
