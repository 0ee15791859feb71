import type { ReactNode } from 'react';
import { Input } from '../../ui/Input.tsx';

interface SearchedListProps<Item extends { id: string }> {
  label: string;
  typed: string;
  onType: (typed: string) => void;
  /** Undefined until they are known. */
  items: readonly Item[] | undefined;
  /** Said when nothing fits what was typed. */
  nothing: string;
  show: (item: Item) => ReactNode;
  onPick: (item: Item) => void;
}

/** A field to search with, and what was found, to be picked from. */
export function SearchedList<Item extends { id: string }>(props: SearchedListProps<Item>) {
  const { label, typed, onType, items, nothing, show, onPick } = props;
  return (
    <>
      <Input
        type="text"
        role="searchbox"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => onType(event.target.value)}
      />
      {items?.length === 0 && <p className="px-2 py-1.5 text-ink-3">{nothing}</p>}
      <ul className="mt-1 max-h-72 overflow-y-auto">
        {items?.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              onClick={() => onPick(item)}
              className="flex min-h-9 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-hover"
            >
              {show(item)}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
