import { Search, X } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Input } from '../../ui/Input.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { useShortcut } from '../use-shortcut.ts';

interface SearchInputProps {
  value: string;
  onValueChange: (value: string) => void;
  label: string;
  className?: string;
}

/** Filters the list of its screen; `/` leads to it, Escape empties it and then leaves it. */
export function SearchInput({ value, onValueChange, label, className }: SearchInputProps) {
  const { t } = useTranslation('ui');
  const field = useRef<HTMLInputElement>(null);
  useShortcut({ keys: '/', label: t('list.filter'), group: t('list.group') }, () => field.current?.focus());
  const trailing = value ? (
    <button
      type="button"
      aria-label={t('clear')}
      onClick={() => onValueChange('')}
      className="rounded-sm p-1 text-ink-3 hover:bg-hover hover:text-ink"
    >
      <X className="size-3.5" />
    </button>
  ) : (
    <span aria-hidden className="pointer-events-none pointer-coarse:hidden">
      <Kbd keys="/" />
    </span>
  );
  return (
    <Input
      ref={field}
      type="text"
      role="searchbox"
      icon={<Search />}
      trailing={trailing}
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(event) => onValueChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        if (value) onValueChange('');
        else field.current?.blur();
      }}
      className={className}
    />
  );
}
