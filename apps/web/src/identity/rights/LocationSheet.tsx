import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RouterOutputs, trpcClient } from '../../core/trpc.ts';
import { useMay, useMe } from '../../core/use-me.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { Select } from '../../ui/Select.tsx';
import { CustomFieldsSection } from '../custom-fields/CustomFieldsSection.tsx';
import { useFieldDraft } from '../custom-fields/use-field-draft.ts';
import { PeekSheet } from './PeekSheet.tsx';
import { useRun } from './use-run.ts';

type Location = RouterOutputs['identity']['locations']['list']['items'][number];

function fieldsOf({ name, timeZone, address, ownership, trucks, storage, contactName, customerCare }: Location) {
  return { name, timeZone, address, ownership, trucks, storage, contactName, customerCare };
}

/** A branch beside the list, to read and to change. */
export function LocationSheet({ location, onClose }: { location: Location; onClose: () => void }) {
  const { t } = useTranslation('rights');
  const run = useRun();
  const tenantId = useMe().tenant.id;
  const saved = fieldsOf(location);
  const fields = useFieldDraft('location', location.customFields);
  const [draft, setDraft] = useState(saved);
  const { ownership, storage, trucks, customerCare } = saved;
  const subject = {
    tenantId,
    ownerIds: [],
    locationIds: [location.id],
    fields: { ownership, storage, trucks, customerCare },
  };
  const editable = useMay('identity:location:manage', subject);
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const { id, version } = location;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const customFields = fields.read();
    if (customFields === null) return;
    await run(
      () =>
        trpcClient.identity.locations.update.mutate({ id, version, ...draft, ...(customFields && { customFields }) }),
      t('location.saved', draft),
      {
        label: t('location.undo'),
        run: () =>
          trpcClient.identity.locations.update.mutate({
            ...{ id, version: version + 1, ...saved },
            ...(customFields && { customFields: fields.before }),
          }),
      },
    );
  };
  const changed = JSON.stringify(draft) !== JSON.stringify(saved) || fields.isChanged;
  return (
    <PeekSheet title={location.name} subtitle={location.timeZone} onClose={onClose}>
      {!editable && <p className="mb-4 text-ink-3">{t('location.readOnly')}</p>}
      <form onSubmit={(event) => void submit(event)}>
        <fieldset disabled={!editable} className="flex flex-col gap-4">
          <legend className="sr-only">{t('location.edit')}</legend>
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
                  disabled={!editable}
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
                  disabled={!editable}
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
            disabled={!editable}
            onChange={(next) => change({ customerCare: next })}
          />
          <CustomFieldsSection draft={fields} disabled={!editable} />
          {editable && (
            <Button type="submit" variant="primary" disabled={!changed} className="w-fit">
              {t('location.save')}
            </Button>
          )}
        </fieldset>
      </form>
    </PeekSheet>
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
