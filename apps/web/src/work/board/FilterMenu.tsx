import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { DropdownMenu, MenuCheckboxItem } from '../../ui/DropdownMenu.tsx';
import { labelColor } from '../../ui/LabelChip.tsx';
import type { BoardSearch } from '../board-search.ts';
import { useBoard } from './BoardSession.ts';
import { NONE } from './board-filter.ts';
import { dueFilters } from './due-date.ts';
import { useLabels } from './use-board.ts';
import { useBoardSearch, useSetBoardSearch } from './use-board-search.ts';

interface Option {
  value: string;
  name: string;
  icon?: ReactNode;
}

interface FilterMenuProps {
  name: string;
  options: Option[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

function FilterMenu({ name, options, chosen, onChange }: FilterMenuProps) {
  const toggle = (value: string, on: boolean) =>
    onChange(on ? [...chosen, value] : chosen.filter((each) => each !== value));
  return (
    <DropdownMenu
      className="max-h-96"
      trigger={
        <Button variant="ghost" size="small" className={chosen.length > 0 ? 'bg-accent-soft text-accent-text!' : ''}>
          {name}
          {chosen.length > 0 && <span className="tabular-nums">{chosen.length}</span>}
          <ChevronDown />
        </Button>
      }
    >
      {options.map((option) => (
        <MenuCheckboxItem
          key={option.value}
          icon={option.icon}
          checked={chosen.includes(option.value)}
          onCheckedChange={(on) => toggle(option.value, on)}
        >
          {option.name}
        </MenuCheckboxItem>
      ))}
    </DropdownMenu>
  );
}

/** Empty lists leave the URL. */
function orNone(values: string[]): string[] | undefined {
  return values.length > 0 ? values : undefined;
}

function useChange(): (change: BoardSearch) => void {
  const setSearch = useSetBoardSearch();
  return (change) => setSearch(change, { replace: true });
}

export function LabelFilter() {
  const { t } = useTranslation('work');
  const { labels: chosen = [] } = useBoardSearch();
  const change = useChange();
  const dot = (color: string) => <span className="size-2.5 rounded-full" style={{ background: labelColor(color) }} />;
  const labels = [...useLabels().values()].map(({ id, name, color }) => ({ value: id, name, icon: dot(color) }));
  const options = [...labels, { value: NONE, name: t('filter.noLabel') }];
  return (
    <FilterMenu
      name={t('filter.labels')}
      options={options}
      chosen={chosen}
      onChange={(values) => change({ labels: orNone(values) })}
    />
  );
}

export function PeopleFilter() {
  const { t } = useTranslation('work');
  const { people, me } = useBoard();
  const { people: chosen = [] } = useBoardSearch();
  const change = useChange();
  const others = [...people.values()].filter((person) => person.id !== me.id);
  const named = [{ ...me, name: t('you', { name: me.name }) }, ...others].map((person) => ({
    value: person.id,
    name: person.name,
    icon: <Avatar person={person} size={20} />,
  }));
  return (
    <FilterMenu
      name={t('filter.people')}
      options={[{ value: NONE, name: t('filter.nobody') }, ...named]}
      chosen={chosen}
      onChange={(values) => change({ people: orNone(values) })}
    />
  );
}

export function DueFilter() {
  const { t } = useTranslation('work');
  const { due } = useBoardSearch();
  const change = useChange();
  return (
    <FilterMenu
      name={t('filter.due')}
      options={dueFilters.map((value) => ({ value, name: t(`filter.${value}`) }))}
      chosen={due ? [due] : []}
      onChange={(values) => change({ due: dueFilters.find((each) => each === values.at(-1)) })}
    />
  );
}
