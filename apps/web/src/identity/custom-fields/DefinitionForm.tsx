import { customFieldTypes } from '@muster/contract/identity/custom-fields/settings';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { Select } from '../../ui/Select.tsx';
import { type DefinitionDraft, keyFor } from './definition-draft.ts';
import { SettingsFields } from './SettingsFields.tsx';
import { typeIcons } from './type-icons.ts';

interface DefinitionFormProps {
  draft: DefinitionDraft;
  onDraft: (draft: DefinitionDraft) => void;
  isNew: boolean;
  /** Saving was tried: what is missing is said now. */
  isTried: boolean;
}

/** What a field is called, of which type it is, and what belongs to the type. */
export function DefinitionForm({ draft, onDraft, isNew, isTried }: DefinitionFormProps) {
  const { t } = useTranslation('fields');
  const change = (part: Partial<DefinitionDraft>) => onDraft({ ...draft, ...part });
  const rename = (label: string) => change({ label, ...(!draft.isKeyTyped && { key: keyFor(label) }) });
  const isMissing = isTried && draft.label.trim() === '';
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Field label={t('dialog.label')} hint={t('dialog.labelHint')} error={isMissing ? t('dialog.missing') : undefined}>
        {(ties) => (
          <Input {...ties} maxLength={60} value={draft.label} onChange={(event) => rename(event.target.value)} />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t('dialog.type')} hint={isNew ? undefined : t('dialog.typeFixed')}>
          {({ id }) => (
            <Select
              id={id}
              disabled={!isNew}
              value={draft.type}
              onValueChange={(type) => change({ type })}
              options={customFieldTypes.map((value) => {
                const Icon = typeIcons[value];
                return { value, label: t(`type.${value}`), icon: <Icon aria-hidden /> };
              })}
            />
          )}
        </Field>
        <Field label={t('dialog.key')} hint={t('dialog.keyHint')}>
          {(ties) => (
            <Input
              {...ties}
              disabled={!isNew}
              maxLength={40}
              value={draft.key}
              onChange={(event) => change({ key: event.target.value, isKeyTyped: true })}
              className="font-mono"
            />
          )}
        </Field>
      </div>
      <SettingsFields draft={draft} onChange={change} isNew={isNew} isTried={isTried} />
      <Field label={t('dialog.help')} hint={t('dialog.helpHint')}>
        {(ties) => (
          <Input
            {...ties}
            maxLength={300}
            value={draft.help}
            onChange={(event) => change({ help: event.target.value })}
          />
        )}
      </Field>
      <Flag label={t('dialog.required')} checked={draft.required} onChange={(required) => change({ required })} />
      <Flag label={t('dialog.indexed')} checked={draft.indexed} onChange={(indexed) => change({ indexed })} />
    </div>
  );
}

function Flag({ label, checked, onChange }: { label: string; checked: boolean; onChange: (on: boolean) => void }) {
  const id = useId();
  return (
    <span className="flex items-center gap-2.5">
      <Checkbox id={id} checked={checked} onCheckedChange={onChange} />
      <label htmlFor={id}>{label}</label>
    </span>
  );
}
