import type { EmployeeProfile, Pay } from '@muster/contract/identity/employees';
import { Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../core/translation.ts';
import { Button } from '../../ui/Button.tsx';
import { PeekSection } from './PeekSheet.tsx';
import { PersonPayForm } from './PersonPayForm.tsx';
import { PersonUnreadable } from './PersonUnreadable.tsx';
import { useEditing } from './use-editing.ts';

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
  const { editing, close, button } = useEditing();
  const action = editable && !editing && (
    <Button size="small" icon={<Pencil />} {...button}>
      {t('person.editPay')}
    </Button>
  );
  return (
    <PeekSection title={t('person.pay')} action={action}>
      {profile.unreadable?.includes('pay') && <PersonUnreadable />}
      {editing ? <PersonPayForm profile={profile} pay={pay} onClose={close} /> : <PayFacts pay={pay} />}
    </PeekSection>
  );
}

function PayFacts({ pay }: { pay: Pay | null }) {
  const { t } = useTranslation('rights');
  const bonus = useBonusWords(pay);
  const rate = pay && pay.hourlyRate !== null && t('person.perHour', { amount: money(pay.hourlyRate, pay.currency) });
  if (!rate && !bonus) return <p className="text-ink-3">{t('person.payNone')}</p>;
  return <p className="tabular-nums">{[rate, bonus].filter(Boolean).join(' · ')}</p>;
}

function useBonusWords(pay: Pay | null): string | null {
  const { t } = useTranslation('rights');
  if (!pay || pay.bonus.kind === 'none') return null;
  const { bonus, currency } = pay;
  if (bonus.kind === 'monthly') return t('person.bonusMonthly', { amount: money(bonus.amount, currency) });
  if (bonus.kind === 'per_job') return t('person.bonusPerJob', { amount: money(bonus.amount, currency) });
  const percent = new Intl.NumberFormat(currentLanguage(), { style: 'percent', maximumFractionDigits: 2 });
  return t(`person.bonusShare.${bonus.basis}`, { percent: percent.format(bonus.basisPoints / 10_000) });
}
