/**
 * Polls until the question has an answer other than undefined, null or false. Tests wait for facts, never for the clock.
 * @param deadline milliseconds after which it fails
 */
export async function eventually<Answer>(
  what: string,
  question: () => Answer | Promise<Answer>,
  deadline = 30_000,
): Promise<NonNullable<Exclude<Answer, false>>> {
  const end = Date.now() + deadline;
  let last: Answer | undefined;
  let failure: unknown;
  while (Date.now() < end) {
    try {
      last = await question();
      if (isAnswer(last)) return last;
    } catch (error) {
      failure = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Not within ${deadline} ms: ${what} (last answer: ${JSON.stringify(last)})`, { cause: failure });
}

function isAnswer<Answer>(value: Answer): value is NonNullable<Exclude<Answer, false>> {
  return value !== undefined && value !== null && value !== false;
}
