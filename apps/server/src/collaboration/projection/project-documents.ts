import type pg from 'pg';
import { withProjection } from '../../core/database/index.ts';
import { type DomainEvent, publishAllWith } from '../../core/outbox.ts';
import type { DocumentReference } from '../document-reference.ts';
import { OneAtATime } from '../OneAtATime.ts';
import type { ProjectedDocument, ProjectedKind, UnreadablePart } from '../registry.ts';
import { atWork } from '../threads/at-work.ts';
import { type HeldReplica, heldBytes, keepReplica, type LockedDocument, takeReplicas } from './held-replicas.ts';
import { keepProblems, raiseAlerts } from './projection-problems.ts';
import { lockProjections, type Position, type ProjectedUpdate, setProjected, updatesAfter } from './projection-rows.ts';
import type { Touched } from './Replica.ts';

/**
 * Stored bytes that one pass reads: all of documents that are not in memory, the news of the others. Decoded they take up
 * to 18 times as much. What goes beyond is left to the next pass; a single document that is larger has one of its own.
 */
export const bytesPerPass = 2 * 1024 * 1024;

const passes = new OneAtATime();

/** What a pass came to for one document. */
export interface ProjectionPass {
  from: number;
  to: number;
  /** Whether the pass left everything for later, as an update lacks what it builds on. */
  postponed: boolean;
}

/** What a pass may leave for later. */
export interface PassOptions {
  /** A document while the newest of its updates lacks what it builds on. */
  maySkipIncomplete?: boolean;
  /** Documents that another process is at. */
  skipLocked?: boolean;
}

/**
 * Brings the rows of several documents of one company up to their newest updates, in one transaction with their events
 * and with the note of how far they are. Whatever process does it, the row locks make passes on one document follow
 * each other; a pass that fails or dies leaves nothing, and the next one does its work. Those that are named first go first.
 * @returns what it came to for each document; one that is not named was left for the next pass.
 */
export function projectDocuments(
  documents: readonly DocumentReference[],
  options: PassOptions = {},
): Promise<Map<string, ProjectionPass>> {
  const ids = documents.map(({ documentId }) => documentId);
  return passes.run(ids, async () => {
    const tenantId = documents[0]?.tenantId;
    if (tenantId === undefined) return new Map();
    const steps = await withProjection(tenantId, (client) => runPass(client, tenantId, documents, options));
    for (const step of steps.values()) if (isWork(step)) conclude(step);
    return new Map([...steps].map(([documentId, { pass }]) => [documentId, pass]));
  });
}

/** A document that has nothing new. */
interface Idle {
  pass: ProjectionPass;
}

/** A document that moved on, in the course of a pass. */
interface Work extends Idle {
  document: DocumentReference;
  held: HeldReplica;
  bytes: number;
  touched: Touched;
  found: UnreadablePart[];
  /** What was not known before. */
  alerts: UnreadablePart[];
}

function isWork(step: Idle | Work): step is Work {
  return 'held' in step;
}

/** What was done is committed. A postponed document was read ahead of its rows: it begins again from what they are at. */
function conclude({ document, pass, held, bytes, alerts }: Work): void {
  if (!pass.postponed) keepReplica(document.documentId, held, bytes);
  raiseAlerts(document, alerts);
}

async function runPass(
  client: pg.PoolClient,
  tenantId: string,
  documents: readonly DocumentReference[],
  { maySkipIncomplete = false, skipLocked = false }: PassOptions,
): Promise<Map<string, Idle | Work>> {
  const ids = documents.map(({ documentId }) => documentId);
  const positions = affordable(ids, await lockProjections(client, tenantId, ids, skipLocked));
  const tails = await updatesAfter(client, tenantId, positions);
  const steps = new Map<string, Idle | Work>(positions.map((position) => [position.documentId, idle(position)]));
  const locked = positions.flatMap((position) => lockedDocument(documents, position, tails));
  const held = await takeReplicas(client, tenantId, locked);
  const works = locked.flatMap((each) =>
    atWork(each.document.documentId, () => workOf(each, held, tails, maySkipIncomplete)),
  );
  for (const work of works) steps.set(work.document.documentId, work);
  const ready = works.filter(({ pass }) => !pass.postponed);
  if (ready.length > 0) await follow(client, tenantId, ready);
  return steps;
}

/** In the order of the ids at least one document, and then as many as can be read without taking too much memory. */
function affordable(ids: readonly string[], positions: readonly Position[]): Position[] {
  const byId = new Map(positions.map((position) => [position.documentId, position]));
  let taken = 0;
  return ids
    .flatMap((id) => byId.get(id) ?? [])
    .filter((position) => {
      const bytes = bytesToRead(position);
      if (taken > 0 && taken + bytes > bytesPerPass) return false;
      taken += bytes;
      return true;
    });
}

/** What is stored grows by what comes; where it shrank meanwhile, by compaction, as much as there is may be new. */
function bytesToRead({ documentId, projected, bytes, isBehind }: Position): number {
  if (!isBehind) return 0;
  const news = bytes - (heldBytes(documentId, projected) ?? 0);
  return news < 0 ? bytes : news;
}

function idle({ projected }: Position): Idle {
  return { pass: { from: projected, to: projected, postponed: false } };
}

function lockedDocument(
  documents: readonly DocumentReference[],
  { documentId, projected, bytes }: Position,
  tails: ReadonlyMap<string, readonly ProjectedUpdate[]>,
): LockedDocument[] {
  const document = tails.has(documentId) && documents.find((each) => each.documentId === documentId);
  return document ? [{ document, from: projected, bytes }] : [];
}

function workOf(
  { document, from, bytes }: LockedDocument,
  replicas: ReadonlyMap<string, HeldReplica>,
  tails: ReadonlyMap<string, readonly ProjectedUpdate[]>,
  maySkipIncomplete: boolean,
): Work[] {
  const held = replicas.get(document.documentId);
  const updates = tails.get(document.documentId) ?? [];
  const newest = updates.at(-1);
  if (!held || !newest) return [];
  const { touched, unreadable } = held.replica.apply(updates);
  const postponed = maySkipIncomplete && held.replica.isIncomplete && newest.isYoung;
  const pass = { from, to: postponed ? from : newest.sequence, postponed };
  return [{ document, held, bytes, touched, found: [...unreadable], alerts: [], pass }];
}

/** Makes the rows follow. */
async function follow(client: pg.PoolClient, tenantId: string, works: readonly Work[]): Promise<void> {
  const events: { actorId: string | null; event: DomainEvent }[] = [];
  const publish = (actorId: string | null, event: DomainEvent) => void events.push({ actorId, event });
  for (const [kind, ofKind] of byKind(works)) {
    await kind.project({ client, tenantId, documents: ofKind.map(projectedDocument), publish });
  }
  for (const work of works) await concludeProblems(client, work);
  const places = works.map(({ document, pass }) => ({ documentId: document.documentId, sequence: pass.to }));
  await Promise.all([setProjected(client, tenantId, places), publishAllWith(client, tenantId, events)]);
  for (const { held, pass } of works) held.replica.sequence = pass.to;
}

function byKind(works: readonly Work[]): Map<ProjectedKind, Work[]> {
  const groups = new Map<ProjectedKind, Work[]>();
  for (const work of works) groups.set(work.document.kind, [...(groups.get(work.document.kind) ?? []), work]);
  return groups;
}

function changesOf({ held, touched }: Work): ProjectedDocument['changes'] {
  return held.fresh ? 'all' : new Set(touched.keys());
}

function projectedDocument(work: Work): ProjectedDocument {
  const { document, held, touched, found } = work;
  return {
    entityId: document.entityId,
    doc: held.replica.doc,
    changes: changesOf(work),
    isNews: (part) => touched.get(part)?.news ?? false,
    actorOf: (part) => touched.get(part)?.actorId ?? null,
    reading: (read) => atWork(document.documentId, read),
    report: (part) => void found.push(part),
  };
}

async function concludeProblems(client: pg.PoolClient, work: Work): Promise<void> {
  const { document, found, pass, held } = work;
  const { replica, fresh } = held;
  if (found.length === 0 && !replica.mayHaveProblems) return;
  work.alerts = await keepProblems(client, document, { sequence: pass.to, changes: changesOf(work), found });
  replica.mayHaveProblems = found.length > 0 || (replica.mayHaveProblems && !fresh);
}
