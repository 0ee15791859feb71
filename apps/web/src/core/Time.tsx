import { useSyncExternalStore } from 'react';
import { Tooltip } from '../ui/Tooltip.tsx';
import { onClockChange, presentMoment } from './clock.ts';
import { daysBetween, useFormat } from './use-format.ts';

let now = presentMoment();
const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now = presentMoment();
  for (const listener of listeners) listener();
}

onClockChange(tick);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticking ??= setInterval(tick, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

/** The present moment, kept current twice a minute for every clock on the screen together. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, () => now);
}

/** An instant: relative within a day, a date beyond, and the exact moment on hover. */
export function Time({ value, className }: { value: string; className?: string }) {
  const format = useFormat();
  const present = useNow();
  const date = new Date(value);
  const near = Math.abs(daysBetween(date, present)) < 2;
  return (
    <Tooltip label={format.exact(date)}>
      <time dateTime={value} className={className}>
        {near ? format.relative(date, present) : format.date(date)}
      </time>
    </Tooltip>
  );
}
