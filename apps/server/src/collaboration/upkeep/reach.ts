import { poolOf } from '../../core/database/index.ts';

/** Which documents a look is at: those that were edited lately, or all of a stretch. */
export type Reach = (EditedLately | Stretch) & {
  /** Milliseconds before now. Whichever server takes edits after that is at them, and another would only be in its way. */
  readonly untouchedFor: number;
};

/** An index leads to them, so that a look costs what was edited, not what there is. */
interface EditedLately {
  /** Milliseconds before now. */
  readonly editedWithin: number;
}

/** Documents whose ids lie between two, both included. */
export interface Stretch {
  readonly first: string;
  readonly last: string;
}

const length = 1_000;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/** The documents that follow an id; null when there are none. */
export async function stretchAfter(id: string = beforeAll, documents = length): Promise<Stretch | null> {
  const { rows } = await poolOf('muster_sync').query<{ id: string }>(
    'select id from document where id > $1 order by id limit $2',
    [id, documents],
  );
  const [first, last] = [rows[0]?.id, rows.at(-1)?.id];
  return first && last ? { first, last } : null;
}

/** SQL that is true of the documents within reach, and its values, which begin with the parameter of this number. */
export function withinReach(reach: Reach, parameter: number): { sql: string; values: readonly (string | number)[] } {
  if ('first' in reach) {
    return { sql: `document.id between $${parameter} and $${parameter + 1}`, values: [reach.first, reach.last] };
  }
  const since = `(now() - $${parameter} * interval '1 ms') at time zone 'UTC' - interval '10 minutes'`;
  return { sql: `document.edited_around > ${since}`, values: [reach.editedWithin] };
}
