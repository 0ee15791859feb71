import { expect } from 'vitest';
import * as Y from 'yjs';
import { eventually } from '../../support/eventually.ts';
import { openReplica, saved, synced } from '../replica.ts';
import { contentsOf, idsIn } from './board-edits.ts';
import type { Crew } from './Crew.ts';
import { expectRowsToFollow } from './rows-follow.ts';
import type { Scene } from './Scene.ts';
import { missingSequences, storedDocument } from './stored-board.ts';

/** Everybody's replica, the stored bytes and the rows have come to one and the same end, with every edit in it. */
export async function expectIdenticalEnds({ server, owner, postgres }: Scene, crew: Crew, patience: number) {
  for (const { replica } of crew.writers) {
    await synced(replica);
    await saved(replica);
  }
  const newcomer = openReplica(server.webSocketUrl, crew.documentName, owner.token);
  await synced(newcomer);
  await expectEqualReplicas(crew, newcomer.doc, patience);
  newcomer.provider.destroy();
  const stored = await storedDocument(postgres, crew.documentName);
  expect(Y.encodeStateVector(stored)).toEqual(Y.encodeStateVector(newcomer.doc));
  expect(contentsOf(stored)).toEqual(contentsOf(newcomer.doc));
  expect(await missingSequences(postgres, crew.documentName)).toEqual([]);
  await expectRowsToFollow(postgres, crew.documentName, stored, patience);
}

async function expectEqualReplicas(crew: Crew, doc: Y.Doc, patience: number): Promise<void> {
  const expected = JSON.stringify(contentsOf(doc));
  const ids = idsIn(doc);
  for (const { replica, made } of crew.writers) {
    const isIdentical = () => JSON.stringify(contentsOf(replica.doc)) === expected;
    await eventually('all replicas are identical', isIdentical, patience);
    expect(
      made.filter((id) => !ids.has(id)),
      'made, and gone',
    ).toEqual([]);
  }
}
