import { useState } from 'react';

/** The token in the link of a mail. It stands behind `#`, where it reaches no server log, and nobody's history keeps it. */
export function useLinkToken(): string {
  const [token] = useState(() => {
    const found = /^#token=([\w-]+)$/.exec(window.location.hash)?.[1] ?? '';
    return found || 'none';
  });
  return token;
}
