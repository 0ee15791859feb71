/** How long after a key, a tap or a move of the wheel requests still count as the person's own, in milliseconds. */
const lingers = 30_000;

let lastInput = Number.NEGATIVE_INFINITY;

/** Whether a person has touched this screen a moment ago; what it asks for otherwise, it asks for by itself. */
export function isPersonActive(now: number = performance.now()): boolean {
  return now - lastInput < lingers;
}

/** Notes what the person does at this screen, from now on, and tells `touched` of it. */
export function watchActivity(touched: () => void): () => void {
  const note = () => {
    lastInput = performance.now();
    touched();
  };
  const events = ['keydown', 'pointerdown', 'wheel'] as const;
  for (const event of events) window.addEventListener(event, note, { capture: true, passive: true });
  return () => {
    for (const event of events) window.removeEventListener(event, note, { capture: true });
  };
}
