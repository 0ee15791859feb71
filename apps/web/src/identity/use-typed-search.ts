import { useEffect, useState } from 'react';

/** How long after the last key the address and the list follow, in milliseconds. */
const pause = 180;

/** Text that shows at once while it is typed and is handed on (to the address) in pauses. */
export function useTypedSearch(value: string, onChange: (value: string) => void): [string, (value: string) => void] {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  // The address changed by itself: back button, a link.
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => onChange(typed), pause);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return [typed, setTyped];
}
