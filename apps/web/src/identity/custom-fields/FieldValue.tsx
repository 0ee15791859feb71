import type { CustomField } from '@muster/contract/identity/custom-fields/definition';
import type { ShownCustomFieldValue, ShownPerson } from '@muster/contract/identity/custom-fields/shown';
import { ExternalLink } from 'lucide-react';
import { currentLanguage } from '../../core/translation.ts';
import { dateOf, useFormat } from '../../core/use-format.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { LabelChip } from '../../ui/LabelChip.tsx';
import { amountText, decimalsOf } from './money-text.ts';

interface FieldValueProps {
  field: CustomField;
  value: ShownCustomFieldValue | undefined;
}

/** A value as it is read: in a column, or as a fact of a record. */
export function FieldValue({ field, value }: FieldValueProps) {
  const format = useFormat();
  if (value === undefined) return <span className="text-ink-3">–</span>;
  if (typeof value === 'number') return <span className="tabular-nums">{format.number(value)}</span>;
  if (Array.isArray(value)) return <Options field={field} ids={value} />;
  if (typeof value === 'object') return isPerson(value) ? <Person person={value} /> : <Amount {...value} />;
  if (field.type === 'choice') return <Options field={field} ids={[value]} />;
  if (field.type === 'date') return <time dateTime={value}>{format.date(dateOf(value))}</time>;
  if (field.type === 'link') return <Address address={value} />;
  return (
    <span className="block truncate" title={value}>
      {value}
    </span>
  );
}

/** Whether a value is a person rather than an amount. */
export function isPerson(value: ShownCustomFieldValue): value is ShownPerson {
  return typeof value === 'object' && 'userId' in value;
}

function Options({ field, ids }: { field: CustomField; ids: readonly string[] }) {
  const options = field.type === 'choice' || field.type === 'multi_choice' ? field.settings.options : [];
  return (
    <span className="flex min-w-0 flex-wrap gap-1">
      {options
        .filter(({ id }) => ids.includes(id))
        .map((option) => (
          <LabelChip key={option.id} color={option.color} className={option.archived ? 'opacity-70' : undefined}>
            {option.label}
          </LabelChip>
        ))}
    </span>
  );
}

function Person({ person }: { person: ShownPerson }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Avatar person={{ id: person.userId, name: person.name, color: person.color }} size={20} />
      <span className="truncate" title={person.name}>
        {person.name}
      </span>
    </span>
  );
}

function Amount({ amount, currency }: { amount: number; currency: string }) {
  const text = Number(amountText(amount, currency));
  const format = new Intl.NumberFormat(currentLanguage(), { style: 'currency', currency });
  return (
    <span className="tabular-nums" title={currency}>
      {format.format(decimalsOf(currency) === 0 ? Math.round(text) : text)}
    </span>
  );
}

/** Nothing of ours goes along to where a link leads. */
function Address({ address }: { address: string }) {
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer nofollow"
      title={address}
      className="relative z-[1] inline-flex max-w-full items-center gap-1 text-accent-text underline-offset-2 hover:underline"
    >
      <span className="truncate">{address.replace(/^https?:\/\//, '')}</span>
      <ExternalLink aria-hidden className="size-3 shrink-0" />
    </a>
  );
}
