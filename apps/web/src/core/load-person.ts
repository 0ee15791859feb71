import type { RouterOutputs } from './trpc.ts';
import { trpcClient } from './trpc.ts';

type Names = RouterOutputs['identity']['users']['names'];

interface Waiting {
  id: string;
  answer: (names: Names) => void;
  fail: (error: unknown) => void;
}

/** What one request may ask for. */
const mostIds = 200;

let waiting: Waiting[] = [];

/** Asks for one person; all who are asked for while a screen is drawn travel in one request. None when out of reach. */
export function loadPerson(id: string): Promise<Names> {
  return new Promise((answer, fail) => {
    if (waiting.length === 0) setTimeout(askForAll);
    waiting.push({ id, answer, fail });
  });
}

function askForAll(): void {
  const asked = waiting;
  waiting = [];
  const ids = [...new Set(asked.map(({ id }) => id))];
  for (let start = 0; start < ids.length; start += mostIds) {
    const some = new Set(ids.slice(start, start + mostIds));
    const mine = asked.filter(({ id }) => some.has(id));
    trpcClient.identity.users.names.query({ ids: [...some] }).then(
      (names) => {
        for (const { id, answer } of mine) answer(names.filter((each) => each.id === id));
      },
      (error: unknown) => {
        for (const { fail } of mine) fail(error);
      },
    );
  }
}
