/** A device that is off by no more is taken at its word: answers tell whole seconds, and take their time to arrive. */
const tolerated = 60_000;
/** Of an answer that took longer nobody knows when it was given; the device may have slept meanwhile. */
const slowestAnswer = 5_000;
const storageKey = 'muster.clock';

/** Milliseconds by which this device is behind the server. */
let behind = kept();
const listeners = new Set<() => void>();

/** Kept on the device, because its clock is as wrong without a network. */
function kept(): number {
  try {
    return Number(localStorage.getItem(storageKey) ?? 0) || 0;
  } catch {
    return 0;
  }
}

/**
 * The present moment as the server has it, however wrong this device's clock is: what people do is stamped with it, shown to
 * others, and counted from when deleted things are removed for good.
 */
export function presentMoment(): Date {
  return new Date(Date.now() + behind);
}

/** Call with the time that the server's answer tells (the HTTP header `Date`), and when the question was asked here. */
export function noteServerTime(told: string | null, askedAt: number): void {
  const answeredAt = Date.now();
  const time = Date.parse(told ?? '');
  const took = answeredAt - askedAt;
  if (Number.isNaN(time) || took < 0 || took > slowestAnswer) return;
  const difference = time - (askedAt + took / 2);
  become(Math.abs(difference) > tolerated ? Math.round(difference) : 0);
}

function become(next: number): void {
  // Two answers never agree to the millisecond.
  if (Math.abs(next - behind) < tolerated) return;
  behind = next;
  try {
    if (next === 0) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, String(next));
  } catch {
    // It is then learned again after the page was opened.
  }
  for (const listener of listeners) listener();
}

/** Calls back when it has become known how wrong the clock is. */
export function onClockChange(listener: () => void): void {
  listeners.add(listener);
}
