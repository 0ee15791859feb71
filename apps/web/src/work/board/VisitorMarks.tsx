import { useTranslation } from 'react-i18next';
import type { CardVisitor } from '../store/BoardPresence.ts';

const words = { drag: 'card.isDragging', open: 'card.isEditing', focus: 'card.isHere', point: 'card.isHere' } as const;

/** The coloured ring of the person who holds a card most firmly; nothing when somebody only points at it. */
export function ringOf(visitors: readonly CardVisitor[]): string | undefined {
  const firmest = visitors.find((visitor) => visitor.doing !== 'point');
  return firmest && `0 0 0 2px ${firmest.person.color}`;
}

/** Who else is on this card: the name on hover, always while they drag it, and their cursor where they point. */
export function VisitorMarks({ visitors }: { visitors: readonly CardVisitor[] }) {
  const { t } = useTranslation('work');
  const holder = visitors.find((visitor) => visitor.doing !== 'point');
  const isDragging = holder?.doing === 'drag';
  return (
    <>
      {holder && (
        <span
          style={{ background: holder.person.color }}
          className={`pointer-events-none absolute -top-2 left-2 z-10 max-w-[85%] truncate rounded-sm px-1.5 font-medium text-[11px] text-white leading-4 transition-opacity ${isDragging ? '' : 'opacity-0 group-hover/card:opacity-100'}`}
        >
          {t(words[holder.doing], { name: holder.person.name })}
        </span>
      )}
      {visitors.map((visitor) => visitor.at && <Cursor key={visitor.clientId} visitor={visitor} at={visitor.at} />)}
    </>
  );
}

function Cursor({ visitor, at }: { visitor: CardVisitor; at: { x: number; y: number } }) {
  return (
    <span
      aria-hidden
      style={{ left: `${at.x * 100}%`, top: `${at.y * 100}%` }}
      className="pointer-events-none absolute z-20 transition-[left,top] duration-100 ease-linear"
    >
      <svg width="12" height="14" viewBox="0 0 12 14" role="presentation">
        <path d="M1 1l9.5 5.6-4.4 1-2 4.4z" fill={visitor.person.color} stroke="white" strokeWidth="1" />
      </svg>
      <span
        style={{ background: visitor.person.color }}
        className="absolute top-3 left-2 whitespace-nowrap rounded-sm px-1 text-[10px] text-white leading-4"
      >
        {visitor.person.name.split(' ')[0]}
      </span>
    </span>
  );
}
