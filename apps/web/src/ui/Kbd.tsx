import { clsx } from 'clsx';
import { Fragment } from 'react';
import { spellKey } from './spell-key.ts';

interface KbdProps {
  /** Keys pressed together are joined by `+`, keys pressed one after the other by a space: `mod+shift+p`, `g d`. */
  keys: string;
  inverted?: boolean;
  className?: string;
}

export function Kbd({ keys, inverted, className }: KbdProps) {
  const strokes = keys.split(' ');
  return (
    <span className={clsx('inline-flex items-center gap-0.5 pointer-coarse:hidden', className)}>
      {strokes.map((stroke, index) => (
        <Fragment key={`${stroke}-${index.toString()}`}>
          {stroke.split(/\+(?=.)/).map((key) => (
            <kbd
              key={key}
              className={clsx(
                'inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-sm px-1 font-medium font-sans text-[11px] leading-none',
                inverted ? 'bg-canvas/20 text-canvas' : 'border border-line-strong bg-surface text-ink-3',
              )}
            >
              {spellKey(key)}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
