import fc from 'fast-check';

/** What a person does on their own replica; numbers choose among what is there. */
export type Act = 'card' | 'comment' | 'title' | 'move' | 'delete' | 'restore' | 'check' | 'describe' | 'column';

/** One step of a history. Whoever does not `send` and `fetch` is offline. */
export type Step =
  | { do: 'act'; client: number; act: Act; choice: number; other: number }
  /** Gives the log what waits at a client, in any order; `twice` as a connection does that heard no acknowledgement. */
  | { do: 'send'; client: number; order: number; twice: boolean }
  /** Takes what the log has that a client has not heard of, in any order, some of it again. */
  | { do: 'fetch'; client: number; order: number; again: number }
  /** Opens the document anew on an empty replica, as another machine does; what was not sent stays behind and is sent first. */
  | { do: 'reopen'; client: number }
  | { do: 'project' }
  /** A pass of projection whose process dies before it commits. */
  | { do: 'dyingPass' }
  | { do: 'compact' }
  /** The server's own edit, as a workflow makes it. */
  | { do: 'server'; choice: number }
  | { do: 'keep' }
  | { do: 'goBack' };

export const clientCount = 4;

const client = fc.nat({ max: clientCount - 1 });
const number = fc.nat({ max: 1_000 });
const act = fc.constantFrom<Act>(
  'card',
  'comment',
  'title',
  'move',
  'delete',
  'restore',
  'check',
  'describe',
  'column',
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 14, arbitrary: fc.record({ do: fc.constant('act'), client, act, choice: number, other: number }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('send'), client, order: number, twice: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('fetch'), client, order: number, again: number }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen'), client }) },
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'project' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'dyingPass' }) },
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'compact' }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('server'), choice: number }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'keep' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'goBack' }) },
);

/** Any history of one board. */
export const histories = fc.array(step, { minLength: 5, maxLength: 60 });
