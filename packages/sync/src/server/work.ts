/** Work that may be long: at each `yield` others may go first. */
export type Work<Result> = Generator<void, Result, void>;

/** Between two pauses so many small steps are taken. */
export const STEPS_BETWEEN_PAUSES = 32;

/** Takes the step again as long as it answers that there is more to do. Some steps are long: after those `isDue` says so. */
export function* repeating(step: () => boolean, isDue: () => boolean = () => false): Work<void> {
  for (let steps = 1; step(); steps++) if (steps % STEPS_BETWEEN_PAUSES === 0 || isDue()) yield;
}

/** Does work in one go. */
export function finish<Result>(work: Work<Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

/** Does work that is short in one go; answers false, and leaves it, when it is not. */
export function isDoneSoon(work: Work<void>, mostPauses: number): boolean {
  for (let pauses = 0; pauses <= mostPauses; pauses++) if (work.next().done === true) return true;
  return false;
}
