/** Work that may be long: at each `yield` others may go first. */
export type Work<Result> = Generator<void, Result, void>;

/** Between two pauses so many small steps are taken. */
export const STEPS_BETWEEN_PAUSES = 32;

/** Takes the step again as long as it answers that there is more to do. */
export function* repeating(step: () => boolean): Work<void> {
  for (let steps = 1; step(); steps++) if (steps % STEPS_BETWEEN_PAUSES === 0) yield;
}

/** Does work in one go. */
export function finish<Result>(work: Work<Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
