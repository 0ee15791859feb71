import type { EmployeeProfile } from '@muster/contract/identity/employees';
import type { MaskedNumbers } from '@muster/contract/identity/private-numbers';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpcClient } from '../../core/trpc.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { Select } from '../../ui/Select.tsx';
import { showForm } from './use-editing.ts';
import { useSubmission } from './use-submission.ts';

interface PersonNumbersFormProps {
  profile: EmployeeProfile;
  numbers: MaskedNumbers;
  onClose: () => void;
}

const accountKinds = ['keep', 'canadian', 'iban', 'none'] as const;
type AccountKind = (typeof accountKinds)[number];

/** Enters numbers anew. What is there is not shown for that: whoever wants to see it asks for it. */
export function PersonNumbersForm({ profile, numbers, onClose }: PersonNumbersFormProps) {
  const { t } = useTranslation('rights');
  const { run, busy } = useSubmission();
  const [taxNumber, setTaxNumber] = useState('');
  const [withoutTax, setWithoutTax] = useState(false);
  const [kind, setKind] = useState<AccountKind>(numbers.bankAccount ? 'keep' : 'canadian');
  const [account, setAccount] = useState({ institution: '', transit: '', account: '', iban: '' });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { userId, version } = profile;
    const change = {
      ...{ userId, version },
      ...(withoutTax ? { taxNumber: null } : taxNumber.trim() && { taxNumber }),
      ...accountChange(kind, account),
    };
    const save = () => trpcClient.identity.employees.setPrivateNumbers.mutate(change);
    if (await run(save, t('person.numbersSaved'))) onClose();
  };
  const set = (part: Partial<typeof account>) => setAccount({ ...account, ...part });
  return (
    <form
      ref={showForm}
      onSubmit={(event) => void submit(event)}
      className="flex scroll-mb-4 flex-col gap-3"
      autoComplete="off"
    >
      <Field
        label={t('person.taxNumber')}
        hint={numbers.taxNumber && t('person.keepNumber', { ending: numbers.taxNumber })}
      >
        {(control) => (
          <Input
            {...control}
            autoFocus
            autoComplete="off"
            maxLength={40}
            disabled={withoutTax}
            value={taxNumber}
            onChange={(event) => setTaxNumber(event.target.value)}
          />
        )}
      </Field>
      {numbers.taxNumber && (
        <span className="flex items-center gap-2">
          <Checkbox id="without-tax-number" checked={withoutTax} onCheckedChange={setWithoutTax} />
          <label htmlFor="without-tax-number">{t('person.removeTaxNumber')}</label>
        </span>
      )}
      <Field label={t('person.bankAccount')}>
        {({ id }) => (
          <Select
            id={id}
            aria-label={t('person.bankAccount')}
            value={kind}
            onValueChange={(chosen) => setKind(accountKinds.find((each) => each === chosen) ?? 'keep')}
            options={accountKinds
              .filter((value) => value !== 'keep' || numbers.bankAccount)
              .map((value) => ({
                value,
                label: t(`person.accountKind.${value}`, { ending: numbers.bankAccount?.ending ?? '' }),
              }))}
          />
        )}
      </Field>
      {kind === 'canadian' && (
        <div className="grid grid-cols-[1fr_1fr_2fr] gap-2">
          {(['institution', 'transit', 'account'] as const).map((name) => (
            <Field key={name} label={t(`person.${name}`)}>
              {(control) => (
                <Input
                  {...control}
                  autoComplete="off"
                  inputMode="numeric"
                  maxLength={40}
                  value={account[name]}
                  onChange={(event) => set({ [name]: event.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
      )}
      {kind === 'iban' && (
        <Field label={t('person.iban')}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              maxLength={60}
              value={account.iban}
              onChange={(event) => set({ iban: event.target.value })}
            />
          )}
        </Field>
      )}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={busy}>
          {t('person.save')}
        </Button>
        <Button onClick={onClose}>{t('person.cancel')}</Button>
      </div>
    </form>
  );
}

interface AccountTexts {
  institution: string;
  transit: string;
  account: string;
  iban: string;
}

/** What the account becomes; nothing when it stays, or when its fields were left empty. */
function accountChange(kind: AccountKind, { institution, transit, account, iban }: AccountTexts) {
  if (kind === 'none') return { bankAccount: null };
  if (kind === 'iban' && iban.trim()) return { bankAccount: { kind, iban } };
  if (kind === 'canadian' && `${institution}${transit}${account}`.trim()) {
    return { bankAccount: { kind, institution, transit, account } };
  }
  return {};
}
