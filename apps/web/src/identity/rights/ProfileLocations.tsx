import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/Checkbox.tsx';

interface ProfileLocationsProps {
  locations: readonly { id: string; name: string }[];
  /** Where the person belongs anyway. */
  homeId: string;
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}

/** Where a person works beside their home location. */
export function ProfileLocations({ locations, homeId, chosen, onChange }: ProfileLocationsProps) {
  const { t } = useTranslation('rights');
  // Those of the beginning stand first, and stay there while others are ticked.
  const [first] = useState(chosen);
  const others = locations
    .filter(({ id }) => id !== homeId)
    .sort((one, other) => Number(first.includes(other.id)) - Number(first.includes(one.id)));
  if (others.length === 0) return null;
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-ink-2 text-xs">{t('person.others')}</legend>
      <ul className="grid max-h-47 grid-cols-1 gap-x-4 overflow-y-auto rounded-md border border-line px-3 py-1.5 sm:grid-cols-2">
        {others.map(({ id, name }) => (
          <LocationCheck
            key={id}
            name={name}
            checked={chosen.includes(id)}
            onCheckedChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((each) => each !== id))}
          />
        ))}
      </ul>
    </fieldset>
  );
}

interface LocationCheckProps {
  name: string;
  checked: boolean;
  onCheckedChange: (on: boolean) => void;
}

function LocationCheck({ name, checked, onCheckedChange }: LocationCheckProps) {
  const id = useId();
  return (
    <li className="flex min-h-8 min-w-0 items-center gap-2.5 pointer-coarse:min-h-11">
      <Checkbox id={id} checked={checked} onCheckedChange={onCheckedChange} />
      <label htmlFor={id} className="min-w-0 flex-1 truncate" title={name}>
        {name}
      </label>
    </li>
  );
}
