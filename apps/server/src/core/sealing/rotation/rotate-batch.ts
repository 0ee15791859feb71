import type pg from 'pg';
import { withRole } from '../../database/index.ts';
import { log } from '../../log.ts';
import { keyRing } from '../key-ring.ts';
import { type SealedColumnName, sealedColumnNames } from '../sealed-columns.ts';
import { workFor } from './key-uses.ts';
import { finishRotation } from './rotation-commands.ts';
import { sealAnew } from './seal-anew.ts';
import { hasOldValues, lockOldValues, type RunningRotation, writeFailures, writeResealed } from './sealed-rows.ts';

/** Values of one transaction: some milliseconds, for which their rows are locked. */
const batchSize = 200;

/** Most batches of one call, so that a worker comes to its other work too. */
const mostBatches = 25;

/** What became of a batch: it moved on, everything is done, people hold the rest at this moment, or nothing runs. */
type Outcome = 'moved' | 'finished' | 'waiting' | 'idle';

interface Place extends RunningRotation {
  column: SealedColumnName | null;
  rowId: string | null;
}

/**
 * Goes on with the rotations of all companies, wherever they were left: any process may, and the lock of a rotation's
 * row keeps two from doing the same. Answers whether there is more that could be done at once.
 */
export async function continueRotations(): Promise<boolean> {
  for (let batch = 0; batch < mostBatches; batch++) {
    const outcome = await rotateBatch();
    if (outcome === 'idle' || outcome === 'waiting') return false;
  }
  return true;
}

/** Seals one batch anew and notes how far it came, in one transaction: a process that is killed leaves no half of it. */
async function rotateBatch(): Promise<Outcome> {
  const { outcome, rotation } = await withRole('muster_rotation', async (client) => {
    const place = await takeRotation(client);
    if (!place) return { outcome: 'idle' as const, rotation: null };
    await workFor(client, place.tenantId);
    return { outcome: await advance(client, place), rotation: place };
  });
  if (outcome === 'finished' && rotation) await finishRotation(rotation);
  return outcome;
}

/**
 * Only towards the key that seals in this process: while servers are given a new ring one after the other, those with
 * the older one would seal back. The one that waited longest comes first, so that none holds up the others.
 */
async function takeRotation(client: pg.ClientBase): Promise<Place | undefined> {
  const { rows } = await client.query<Place>(
    `select tenant_id as "tenantId", id, at_column as "column", at_row_id as "rowId" from key_rotation
     where state = 'running' and key_id = $1 order by advanced_at limit 1 for update skip locked`,
    [keyRing().current.id],
  );
  return rows[0];
}

async function advance(client: pg.ClientBase, place: Place): Promise<Outcome> {
  const from = place.column ?? sealedColumnNames[0];
  for (const column of sealedColumnNames.filter((name) => from === undefined || name >= from)) {
    const after = column === place.column ? place.rowId : null;
    const rows = await lockOldValues(client, place, column, { after, limit: batchSize });
    const last = rows.at(-1);
    if (!last) continue;
    const { resealed, unopened } = sealAnew(place.tenantId, column, rows);
    const done = await writeResealed(client, place, column, resealed);
    await writeFailures(client, place, column, unopened);
    for (const failure of unopened) log.error({ ...place, ...failure, column }, 'a sealed value cannot be opened');
    await notePlace(client, { ...place, column, rowId: last.rowId }, { done, failed: unopened.length });
    return 'moved';
  }
  return startOver(client, place);
}

/** At the end it looks back: what people held, or what an older ring has sealed since, is done on another round. */
async function startOver(client: pg.ClientBase, place: Place): Promise<Outcome> {
  let left = false;
  for (const column of sealedColumnNames) left ||= await hasOldValues(client, place, column);
  await notePlace(client, { ...place, column: null, rowId: null }, { done: 0, failed: 0 });
  return left ? 'waiting' : 'finished';
}

async function notePlace(
  client: pg.ClientBase,
  { tenantId, id, column, rowId }: Place,
  more: { done: number; failed: number },
): Promise<void> {
  await client.query(
    `update key_rotation set at_column = $3, at_row_id = $4, done = done + $5, failed = failed + $6,
       total = greatest(total, done + failed + $5 + $6), advanced_at = clock_timestamp()
     where tenant_id = $1 and id = $2`,
    [tenantId, id, column, rowId, more.done, more.failed],
  );
}
