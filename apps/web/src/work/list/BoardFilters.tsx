import { clsx } from 'clsx';
import { Search, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../core/use-shortcut.ts';
import { Button } from '../../ui/Button.tsx';
import { Input } from '../../ui/Input.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import type { BoardListSearch } from '../board-search.ts';

interface BoardFiltersProps {
  search: BoardListSearch;
  onChange: (change: BoardListSearch) => void;
}

export function BoardFilters({ search, onChange }: BoardFiltersProps) {
  const { t } = useTranslation('work');
  const kinds = (['all', 'team', 'personal'] as const).map((value) => ({ value, label: t(`list.${value}`) }));
  return (
    <>
      <NameSearch search={search} onChange={onChange} />
      <SegmentedControl
        label={t('list.kind')}
        value={search.kind ?? 'all'}
        onValueChange={(kind) => onChange({ kind: kind === 'all' ? undefined : kind })}
        options={kinds}
        className="max-sm:order-3"
      />
      <Button
        variant="ghost"
        icon={<Trash2 />}
        aria-pressed={Boolean(search.deleted)}
        onClick={() => onChange({ deleted: search.deleted ? undefined : true })}
        className={clsx('max-sm:order-4', search.deleted && 'bg-accent-soft text-accent-text!')}
      >
        {t('list.deleted')}
      </Button>
    </>
  );
}

function NameSearch({ search, onChange }: BoardFiltersProps) {
  const { t } = useTranslation('work');
  const { search: query = '' } = search;
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(query);
  useShortcut({ keys: '/', label: t('list.search'), group: t('shortcut.group') }, () => field.current?.focus());
  useEffect(() => {
    if (document.activeElement !== field.current) setText(query);
  }, [query]);
  const change = (next: string) => {
    setText(next);
    onChange({ search: next.trim() || undefined });
  };
  return (
    <Input
      ref={field}
      type="search"
      icon={<Search />}
      value={text}
      aria-label={t('list.search')}
      placeholder={t('list.search')}
      onChange={(event) => change(event.target.value)}
      className="w-64 max-sm:order-1 max-sm:w-auto max-sm:flex-1 max-sm:basis-40"
    />
  );
}
