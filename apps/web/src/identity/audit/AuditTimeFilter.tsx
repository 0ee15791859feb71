import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Input, type InputProps } from '../../ui/Input.tsx';
import { useAuditSearch } from './use-audit-search.ts';

/** From which day to which the entries are: both included, in the reader's zone. */
export function AuditTimeFilter() {
  const { t } = useTranslation('identity');
  const { search, change } = useAuditSearch();
  const { from, to } = search;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Day label={t('audit.from')} value={from} max={to} onDay={(day) => change({ from: day })} />
      <Day label={t('audit.to')} value={to} min={from} onDay={(day) => change({ to: day })} />
    </div>
  );
}

interface DayProps extends Pick<InputProps, 'min' | 'max'> {
  label: string;
  value: string | undefined;
  onDay: (day: string | undefined) => void;
}

function Day({ label, value, onDay, ...limits }: DayProps) {
  const id = useId();
  return (
    <div className="flex items-center gap-1.5 max-sm:w-full">
      <label htmlFor={id} className="text-ink-3 text-xs max-sm:w-10">
        {label}
      </label>
      <Input
        id={id}
        type="date"
        value={value ?? ''}
        onChange={(event) => onDay(event.target.value || undefined)}
        className="max-sm:flex-1 sm:w-34!"
        {...limits}
      />
    </div>
  );
}
