import { expect } from 'vitest';
import * as Y from 'yjs';
import { eventually } from '../support/eventually.ts';
import { contentsOf, idsIn } from '../sync/crash/board-edits.ts';
import { cardRows, expectedRows, missingSequences, storedDocument } from '../sync/crash/stored-board.ts';
import { saved, synced } from '../sync/replica.ts';
import type { Team } from './Team.ts';
import type { TestCluster } from './TestCluster.ts';

/** Everybody stops; then all replicas, the stored bytes and the rows are the same, with every edit in them and no gap. */
export async function expectIdenticalEnds({ database }: TestCluster, team: Team): Promise<void> {
  team.pause();
  team.hurry();
  for (const { replica } of team.writers) {
    await synced(replica);
    await saved(replica);
  }
  const stored = await storedDocument(database, team.documentName);
  const ids = idsIn(stored);
  for (const { replica, made } of team.writers) {
    expect(made.filter((id) => !ids.has(id))).toEqual([]);
    const isIdentical = () => JSON.stringify(contentsOf(replica.doc)) === JSON.stringify(contentsOf(stored));
    await eventually('the replica to equal what is stored', isIdentical);
    expect(Y.encodeStateVector(replica.doc)).toEqual(Y.encodeStateVector(stored));
  }
  expect(await missingSequences(database, team.documentName)).toEqual([]);
  const rows = () => cardRows(database, team.documentName.slice('board/'.length));
  const wanted = JSON.stringify(expectedRows(stored));
  await eventually('the rows to equal the document', async () => JSON.stringify(await rows()) === wanted);
}
