import { WifiOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../../core/connection.ts';
import { announce } from '../../ui/announce.ts';

/** A connection that is back within this many milliseconds is worth a badge, not a banner. */
const patience = 3_000;

/** True after the connection has been gone for a while, until it is back. */
function useLongOffline(): boolean {
  const offline = useConnection() === 'offline';
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!offline) {
      setLong(false);
      return undefined;
    }
    const timer = setTimeout(() => setLong(true), patience);
    return () => clearTimeout(timer);
  }, [offline]);
  return offline && long;
}

/** Says what being offline means for what is on the screen, and speaks when it is over. */
export function OfflineBanner() {
  const { t } = useTranslation('app');
  const shown = useLongOffline();
  const wasShown = useRef(false);
  useEffect(() => {
    if (wasShown.current && !shown) announce(t('connection.back'));
    wasShown.current = shown;
  }, [shown, t]);
  if (!shown) return null;
  return (
    <div role="status" className="flex items-start gap-2 bg-warn-soft px-gutter py-2 text-warn-text">
      <WifiOff aria-hidden className="mt-0.5 size-4 shrink-0" />
      <p>{t('connection.banner')}</p>
    </div>
  );
}
