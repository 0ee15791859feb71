import { useTranslation } from 'react-i18next';
import type { RouterOutputs } from '../../core/trpc.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { Select } from '../../ui/Select.tsx';

/** What a form of a branch holds. */
export type LocationDraft = Pick<
  RouterOutputs['identity']['locations']['list']['items'][number],
  'name' | 'timeZone' | 'address' | 'ownership' | 'trucks' | 'storage' | 'contactName' | 'customerCare'
>;

interface LocationFieldsProps {
  draft: LocationDraft;
  disabled: boolean;
  onChange: (part: Partial<LocationDraft>) => void;
}

/** What a branch is, in the form that makes one and in the panel that changes it. */
export function LocationFields({ draft, disabled, onChange: change }: LocationFieldsProps) {
  const { t } = useTranslation('rights');
  return (
    <>
      <Text label={t('location.name')} value={draft.name} onChange={(name) => change({ name })} />
      <Text label={t('location.address')} value={draft.address ?? ''} onChange={(address) => change({ address })} />
      <Text
        label={t('location.contact')}
        value={draft.contactName ?? ''}
        onChange={(contactName) => change({ contactName })}
      />
      <Text
        label={t('location.timeZone')}
        value={draft.timeZone}
        onChange={(timeZone) => change({ timeZone })}
        options={Intl.supportedValuesOf('timeZone')}
      />
      <div className="grid grid-cols-3 gap-3">
        <Field label={t('location.ownership')}>
          {({ id: control }) => (
            <Select
              id={control}
              disabled={disabled}
              value={draft.ownership}
              onValueChange={(next) => change({ ownership: next })}
              options={(['corporate', 'franchise'] as const).map((value) => ({
                value,
                label: t(`location.${value}`),
              }))}
            />
          )}
        </Field>
        <Field label={t('location.storage')}>
          {({ id: control }) => (
            <Select
              id={control}
              disabled={disabled}
              value={draft.storage}
              onValueChange={(next) => change({ storage: next })}
              options={(['pod', 'locker', 'none'] as const).map((value) => ({
                value,
                label: t(`location.${value}`),
              }))}
            />
          )}
        </Field>
        <Field label={t('location.trucks')}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={0}
              value={draft.trucks}
              onChange={(event) => change({ trucks: Math.max(0, Math.round(Number(event.target.value))) })}
            />
          )}
        </Field>
      </div>
      <CustomerCare
        checked={draft.customerCare}
        disabled={disabled}
        onChange={(next) => change({ customerCare: next })}
      />
    </>
  );
}

function CustomerCare({
  checked,
  disabled,
  onChange,
}: {
  checked: boolean;
  disabled: boolean;
  onChange: (on: boolean) => void;
}) {
  const { t } = useTranslation('rights');
  return (
    <div className="flex items-center gap-2.5">
      <Checkbox id="customer-care" checked={checked} disabled={disabled} onCheckedChange={onChange} />
      <label htmlFor="customer-care">{t('location.customerCare')}</label>
    </div>
  );
}

interface TextProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Offered while typing. */
  options?: readonly string[];
}

function Text({ label, value, onChange, options }: TextProps) {
  return (
    <Field label={label}>
      {(control) => (
        <>
          <Input
            {...control}
            maxLength={300}
            value={value}
            list={options && `${control.id}-options`}
            onChange={(event) => onChange(event.target.value)}
          />
          {options && (
            <datalist id={`${control.id}-options`}>
              {options.map((option) => (
                <option key={option}>{option}</option>
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}
