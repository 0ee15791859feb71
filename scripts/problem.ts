/** A failure that a person can do something about: shown as two sentences, without a stack. */
export class StartProblem extends Error {
  readonly action: string;

  /**
   * @param message what happened and why
   * @param action what to do now
   */
  constructor(message: string, action: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartProblem';
    this.action = action;
  }
}

/** A failure whose reason the terminal shows already. */
export class AlreadyReported extends Error {}

/** What to tell when something that is built from the sources cannot be; `reason` is the builder's own words. */
export function buildProblem(what: string, reason: string): StartProblem {
  return new StartProblem(`${what}:\n${reason}`, 'Correct the sources (or undo your changes) and start again.');
}

/** The errno or SQLSTATE of an unknown error, if it has one. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Text of an unknown error. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
