import { clsx } from 'clsx';
import { Avatar, type AvatarProps, type Person } from './Avatar.tsx';
import { Tooltip } from './Tooltip.tsx';

interface AvatarStackProps {
  people: readonly Person[];
  /** How many faces at most; the rest become “+3”, named on hover. */
  max?: number;
  size?: AvatarProps['size'];
  label?: string;
  className?: string;
}

export function AvatarStack({ people, max = 4, size = 24, label, className }: AvatarStackProps) {
  const shown = people.length > max ? people.slice(0, max - 1) : people;
  const rest = people.slice(shown.length);
  return (
    <ul aria-label={label} className={clsx('flex items-center -space-x-0.5', className)}>
      {shown.map((person) => (
        <li key={person.id} className="flex rounded-full ring-2 ring-surface">
          <Avatar person={person} size={size} named />
        </li>
      ))}
      {rest.length > 0 && (
        <li className="flex rounded-full ring-2 ring-surface">
          <Tooltip label={rest.map((person) => person.name).join(', ')}>
            <span
              role="img"
              aria-label={rest.map((person) => person.name).join(', ')}
              style={{ height: size, minWidth: size }}
              className="inline-flex items-center justify-center rounded-full bg-sunken px-1 font-medium text-[11px] text-ink-2 tabular-nums"
            >
              +{rest.length}
            </span>
          </Tooltip>
        </li>
      )}
    </ul>
  );
}
