import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import { Tooltip } from '../ui/Tooltip.tsx';
import type { LiveDocumentItem } from './live-document.ts';
import { useSizes } from './use-sizes.ts';

/** From this share of its limit on a document should be split. */
const nearlyFull = 0.8;
/** Below it the share would only be noise; it is told on hover. */
const worthSaying = 0.01;

/** How large a document is, and how much of what it may be. */
export function DocumentSize({ document: { sizeBytes, limitBytes } }: { document: LiveDocumentItem }) {
  const { t } = useTranslation('collaboration');
  const { bytes, share } = useSizes();
  const part = sizeBytes / limitBytes;
  return (
    <Tooltip label={t('share', { percent: share(part), limit: bytes(limitBytes) })}>
      <span className={clsx('inline-flex items-baseline gap-1.5', part >= nearlyFull && 'font-medium text-warn-text')}>
        {bytes(sizeBytes)}
        {part >= worthSaying && <span className="text-ink-3 text-xs">{share(part)}</span>}
      </span>
    </Tooltip>
  );
}
