import { useEffect, useState } from 'react';

/** How long after the last key the address and the list follow, in milliseconds. */
const pause = 180;

/** Text that shows at once while it is typed and is handed on (to the address) in pauses. */
export function useTypedSearch(value: string, onChange: (value: string) => void): [string, (value: string) => void] {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  /** What was handed on and has not come back from the address yet, oldest first. */
  const [underWay, setUnderWay] = useState<readonly string[]>([]);
  if (known !== value) {
    const own = underWay.indexOf(value);
    setKnown(value);
    setUnderWay(own < 0 ? [] : underWay.slice(own + 1));
    // The address changed by itself: back button, a link. What comes back takes nothing of what was typed meanwhile.
    if (own < 0) setTyped(value);
  }
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => {
      setUnderWay((before) => [...before, typed]);
      onChange(typed);
    }, pause);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return [typed, setTyped];
}
