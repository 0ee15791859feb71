import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import type { DefinitionDraft } from './definition-draft.ts';
import { OptionsEditor } from './OptionsEditor.tsx';

interface SettingsFieldsProps {
  draft: DefinitionDraft;
  onChange: (part: Partial<DefinitionDraft>) => void;
  isNew: boolean;
  isTried: boolean;
}

type TypedText = 'maxLength' | 'decimals' | 'min' | 'max' | 'currency';

const shown: Readonly<Record<string, readonly TypedText[]>> = {
  text: ['maxLength'],
  number: ['decimals', 'min', 'max'],
  money: ['currency', 'min', 'max'],
};

/** What belongs to the type of a field: limits, a currency, options. */
export function SettingsFields({ draft, onChange, isNew, isTried }: SettingsFieldsProps) {
  const { t } = useTranslation('fields');
  if (draft.type === 'choice' || draft.type === 'multi_choice') {
    const isMissing = isTried && draft.options.every(({ label }) => label.trim() === '');
    return (
      <OptionsEditor
        options={draft.options}
        onChange={(options) => onChange({ options })}
        error={isMissing ? t('dialog.noOptions') : undefined}
      />
    );
  }
  const names = shown[draft.type] ?? [];
  if (names.length === 0) return null;
  return (
    <div className="grid grid-cols-3 gap-3">
      {names.map((name) => (
        <Field key={name} label={t(`dialog.${name}`)}>
          {(ties) => (
            <Input
              {...ties}
              inputMode={name === 'currency' ? 'text' : 'decimal'}
              disabled={name === 'currency' && !isNew}
              maxLength={name === 'currency' ? 3 : 20}
              value={draft[name]}
              onChange={(event) => onChange({ [name]: cased(name, event.target.value) })}
              className="tabular-nums"
            />
          )}
        </Field>
      ))}
    </div>
  );
}

function cased(name: TypedText, text: string): string {
  return name === 'currency' ? text.toUpperCase() : text;
}
