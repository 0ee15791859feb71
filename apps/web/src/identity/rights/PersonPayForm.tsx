import type { EmployeeProfile, Pay } from '@muster/contract/identity/employees';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpcClient } from '../../core/trpc.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { Select } from '../../ui/Select.tsx';
import { type BonusDraft, draftOf, readAmount, readBonus, writeAmount } from './pay-text.ts';
import { showForm } from './use-editing.ts';
import { useSubmission } from './use-submission.ts';

interface PersonPayFormProps {
  profile: EmployeeProfile;
  pay: Pay | null;
  onClose: () => void;
}

/** Hourly rate and bonus. */
export function PersonPayForm({ profile, pay, onClose }: PersonPayFormProps) {
  const { t } = useTranslation('rights');
  const { run, busy } = useSubmission();
  const [currency, setCurrency] = useState(pay?.currency ?? 'CAD');
  const [rate, setRate] = useState(pay?.hourlyRate ? writeAmount(pay.hourlyRate, pay.currency) : '');
  const [draft, setDraft] = useState(draftOf(pay?.bonus, currency));
  const hourlyRate = rate.trim() === '' ? null : readAmount(rate, currency);
  const bonus = readBonus(draft, currency);
  const rateIsBad = rate.trim() !== '' && hourlyRate === null;
  const ready = !rateIsBad && bonus !== null && /^[A-Z]{3}$/.test(currency);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const { userId, version } = profile;
    const change = { userId, version, currency, hourlyRate, bonus };
    if (await run(() => trpcClient.identity.employees.setPay.mutate(change), t('person.paySaved'))) onClose();
  };
  return (
    <form ref={showForm} onSubmit={(event) => void submit(event)} className="flex scroll-mb-4 flex-col gap-3">
      <div className="flex gap-2">
        <Field label={t('person.rate')} error={rateIsBad && t('person.badAmount')} className="flex-1">
          {(control) => (
            <Input
              {...control}
              autoFocus
              inputMode="decimal"
              value={rate}
              onChange={(event) => setRate(event.target.value)}
            />
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
      </div>
      <BonusFields draft={draft} isBad={draft.text !== '' && bonus === null} onChange={setDraft} />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={busy} disabled={!ready}>
          {t('person.save')}
        </Button>
        <Button onClick={onClose}>{t('person.cancel')}</Button>
      </div>
    </form>
  );
}

const kinds = ['none', 'monthly', 'per_job', 'revenue_share'] as const;
const bases = ['own', 'location', 'company'] as const;

interface BonusFieldsProps {
  draft: BonusDraft;
  isBad: boolean;
  onChange: (draft: BonusDraft) => void;
}

function BonusFields({ draft, isBad, onChange }: BonusFieldsProps) {
  const { t } = useTranslation('rights');
  const share = draft.kind === 'revenue_share';
  return (
    <div className="grid grid-cols-2 gap-2">
      <Field label={t('person.bonus')}>
        {({ id }) => (
          <Select
            id={id}
            aria-label={t('person.bonus')}
            value={draft.kind}
            onValueChange={(kind) => onChange({ ...draft, kind: kinds.find((each) => each === kind) ?? 'none' })}
            options={kinds.map((value) => ({ value, label: t(`person.bonusKind.${value}`) }))}
          />
        )}
      </Field>
      {draft.kind !== 'none' && (
        <Field
          label={share ? t('person.bonusPercent') : t('person.bonusAmount')}
          error={isBad && (share ? t('person.badPercent') : t('person.badAmount'))}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              value={draft.text}
              onChange={(event) => onChange({ ...draft, text: event.target.value })}
            />
          )}
        </Field>
      )}
      {share && (
        <Field label={t('person.bonusBasis')} className="col-span-2">
          {({ id }) => (
            <Select
              id={id}
              aria-label={t('person.bonusBasis')}
              value={draft.basis}
              onValueChange={(basis) => onChange({ ...draft, basis: bases.find((each) => each === basis) ?? 'own' })}
              options={bases.map((value) => ({ value, label: t(`person.basis.${value}`) }))}
            />
          )}
        </Field>
      )}
    </div>
  );
}
