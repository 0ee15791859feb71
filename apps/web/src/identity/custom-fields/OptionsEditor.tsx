import { type CustomFieldOption, optionColors } from '@muster/contract/identity/custom-fields/settings';
import { Archive, ArchiveRestore, CircleAlert, Plus, X } from 'lucide-react';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { DropdownMenu, MenuChoice } from '../../ui/DropdownMenu.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Input } from '../../ui/Input.tsx';
import { labelColor } from '../../ui/LabelChip.tsx';

interface OptionsEditorProps {
  options: readonly CustomFieldOption[];
  onChange: (options: CustomFieldOption[]) => void;
  error: string | undefined;
}

/** The options of a choice: named, coloured, archived. Enter adds the next. */
export function OptionsEditor({ options, onChange, error }: OptionsEditorProps) {
  const { t } = useTranslation('fields');
  const list = useRef<HTMLUListElement>(null);
  const add = () => {
    const color = optionColors[options.length % optionColors.length] ?? 'grey';
    const option = { id: crypto.randomUUID(), label: '', color, archived: false };
    // Drawn at once, so that the next key already goes into it.
    flushSync(() => onChange([...options, option]));
    [...(list.current?.querySelectorAll('input') ?? [])].at(-1)?.focus();
  };
  const change = (id: string, part: Partial<CustomFieldOption>) =>
    onChange(options.map((option) => (option.id === id ? { ...option, ...part } : option)));
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium text-ink-2 text-xs">{t('dialog.options')}</legend>
      <ul ref={list} className="flex flex-col gap-1.5">
        {options.map((option, index) => (
          <OptionRow
            key={option.id}
            option={option}
            number={index + 1}
            onChange={(part) => change(option.id, part)}
            onRemove={() => onChange(options.filter(({ id }) => id !== option.id))}
            onNext={add}
          />
        ))}
      </ul>
      <Button size="small" icon={<Plus aria-hidden />} onClick={add} className="self-start">
        {t('dialog.addOption')}
      </Button>
      {error && (
        <p role="alert" className="flex gap-1.5 text-bad-text text-xs">
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {error}
        </p>
      )}
    </fieldset>
  );
}

interface OptionRowProps {
  option: CustomFieldOption;
  number: number;
  onChange: (part: Partial<CustomFieldOption>) => void;
  onRemove: () => void;
  onNext: () => void;
}

function OptionRow({ option, number, onChange, onRemove, onNext }: OptionRowProps) {
  const { t } = useTranslation('fields');
  const label = option.label || t('dialog.option', { number });
  return (
    <li className="flex items-center gap-1">
      <DropdownMenu
        trigger={
          <IconButton size="small" label={t('dialog.color', { label })}>
            <Dot color={option.color} />
          </IconButton>
        }
      >
        <MenuChoice
          label={t('dialog.color', { label })}
          value={option.color}
          onValueChange={(color) => onChange({ color })}
          options={optionColors.map((color) => ({
            value: color,
            label: t(`colors.${color}`),
            icon: <Dot color={color} />,
          }))}
        />
      </DropdownMenu>
      <Input
        aria-label={t('dialog.option', { number })}
        maxLength={60}
        value={option.label}
        onChange={(event) => onChange({ label: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onNext();
        }}
        className={option.archived ? 'text-ink-3! line-through' : ''}
      />
      <IconButton
        size="small"
        label={t(option.archived ? 'dialog.restoreOption' : 'dialog.archiveOption', { label })}
        onClick={() => onChange({ archived: !option.archived })}
      >
        {option.archived ? <ArchiveRestore /> : <Archive />}
      </IconButton>
      <IconButton size="small" label={t('dialog.removeOption', { label })} onClick={onRemove}>
        <X />
      </IconButton>
    </li>
  );
}

function Dot({ color }: { color: string }) {
  return <span aria-hidden className="size-3 rounded-full" style={{ background: labelColor(color) }} />;
}
