import { clsx } from 'clsx';
import { initials, personColor } from './person-color.ts';
import { Tooltip } from './Tooltip.tsx';

export interface Person {
  id: string;
  name: string;
  /** Overrides the colour derived from the id. */
  color?: string | null;
}

export interface AvatarProps {
  person: Person;
  size?: 16 | 20 | 24 | 28 | 32 | 40;
  /** Shows the name on hover; leave off where the name stands beside it. */
  named?: boolean;
  className?: string;
}

export function Avatar({ person, size = 24, named, className }: AvatarProps) {
  const face = (
    <span
      {...(named ? { role: 'img', 'aria-label': person.name } : { 'aria-hidden': true })}
      style={{
        width: size,
        height: size,
        fontSize: Math.max(8, Math.round(size * 0.4)),
        background: person.color ?? personColor(person.id),
      }}
      className={clsx(
        'inline-flex shrink-0 select-none items-center justify-center rounded-full font-semibold text-white leading-none tracking-tight',
        className,
      )}
    >
      {size < 20 ? initials(person.name)[0] : initials(person.name)}
    </span>
  );
  return named ? <Tooltip label={person.name}>{face}</Tooltip> : face;
}
