import { useEffect, useState } from 'react';
import { onAnnouncement } from './announce.ts';

const silence = { polite: '', assertive: '', turn: 0 };

/** The app's two live regions; they stand in the page from the start, or screen readers miss the first message. */
export function Announcer() {
  const [spoken, setSpoken] = useState(silence);
  useEffect(
    () =>
      onAnnouncement((message, politeness) =>
        setSpoken((last) => ({ ...silence, turn: last.turn + 1, [politeness]: message })),
      ),
    [],
  );
  // A trailing space that comes and goes makes the same words count as new ones.
  const nudge = spoken.turn % 2 === 0 ? '' : ' ';
  return (
    <>
      <div role="status" aria-live="polite" className="sr-only">
        {spoken.polite && spoken.polite + nudge}
      </div>
      <div role="alert" aria-live="assertive" className="sr-only">
        {spoken.assertive && spoken.assertive + nudge}
      </div>
    </>
  );
}
