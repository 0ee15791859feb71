import type pg from 'pg';
import * as Y from 'yjs';
import { withProjection } from '../../core/database/index.ts';
import { publishWith } from '../../core/outbox.ts';
import type { DocumentReference } from '../document-reference.ts';
import { OneAtATime } from '../OneAtATime.ts';
import { RecentDocuments } from '../RecentDocuments.ts';
import type { ChangedPart, Projection, UnreadablePart } from '../registry.ts';
import { isReadable } from '../yjs-bytes.ts';
import { keepProblems, raiseAlerts } from './projection-problems.ts';
import { loadUpTo, lockProjection, type ProjectedUpdate, setProjected, updatesAfter } from './projection-rows.ts';
import { Replica } from './Replica.ts';

const replicas = new RecentDocuments<Replica>(8 * 1024 * 1024);
const passes = new OneAtATime();

/** What one pass came to. */
export interface ProjectionPass {
  from: number;
  to: number;
  /** Whether the pass left everything for later, as an update lacks what it builds on. */
  postponed: boolean;
}

interface PassOptions {
  /** Leaves a document for later while the newest of its updates lacks what it builds on. */
  maySkipIncomplete?: boolean;
}

/**
 * Brings the rows up to the document's newest update, in one transaction with their events and with the note of how
 * far they are. Whatever process does it, the row lock makes passes on one document follow each other; a pass that
 * fails or dies leaves nothing, and the next one does its work.
 */
export function projectDocument(document: DocumentReference, options: PassOptions = {}): Promise<ProjectionPass> {
  return passes.run(document.documentId, async () => {
    const run = (client: pg.PoolClient) => runPass(client, document, options);
    const { pass, held, problems } = await withProjection(document.tenantId, run);
    // A postponed pass has read ahead of the rows: the next one begins again from what they are at.
    if (!pass.postponed) replicas.keep(document.documentId, held.replica, held.bytes);
    raiseAlerts(document, problems);
    return pass;
  });
}

interface HeldReplica {
  replica: Replica;
  bytes: number;
  /** Whether it was just read: then it is not known which rows follow it, and all are compared. */
  fresh: boolean;
}

interface PassResult {
  pass: ProjectionPass;
  held: HeldReplica;
  problems: UnreadablePart[];
}

async function runPass(
  client: pg.PoolClient,
  document: DocumentReference,
  { maySkipIncomplete = false }: PassOptions,
): Promise<PassResult> {
  const from = await lockProjection(client, document);
  const held = await replicaAt(client, document, from);
  const updates = await updatesAfter(client, document, from);
  const newest = updates.at(-1);
  if (!newest) return { pass: { from, to: from, postponed: false }, held, problems: [] };
  const { replica } = held;
  const { touched, unreadable } = applyUpdates(replica, updates);
  if (maySkipIncomplete && replica.isIncomplete && newest.isYoung) {
    return { pass: { from, to: from, postponed: true }, held, problems: [] };
  }
  const to = newest.sequence;
  const found: UnreadablePart[] = [...unreadable];
  const changes = held.fresh ? 'all' : new Set(touched.keys());
  const report = (part: UnreadablePart) => found.push(part);
  await document.kind.project({ ...basicsOf(client, document), doc: replica.doc, changes, ...newsOf(touched), report });
  const isClean = found.length === 0 && !replica.mayHaveProblems;
  const problems = isClean ? [] : await keepProblems(client, document, { sequence: to, changes, found });
  replica.mayHaveProblems = found.length > 0 || (replica.mayHaveProblems && !held.fresh);
  await setProjected(client, document, to);
  replica.sequence = to;
  const bytes = updates.reduce((sum, update) => sum + update.bytes.length, held.bytes);
  return { pass: { from, to, postponed: false }, held: { ...held, bytes }, problems };
}

/** The document as of `sequence`: the one in memory if another process has not projected it since. */
async function replicaAt(client: pg.PoolClient, document: DocumentReference, sequence: number): Promise<HeldReplica> {
  const kept = replicas.take(document.documentId);
  if (kept?.value.sequence === sequence) return { replica: kept.value, bytes: kept.bytes, fresh: false };
  const { doc, bytes } = await loadUpTo(client, document, sequence);
  return { replica: new Replica(doc, sequence, document.kind), bytes, fresh: true };
}

/** Who touched a part last; nothing for parts that came with the document's first update. */
type Touched = Map<ChangedPart, { actorId: string | null; news: boolean }>;

function applyUpdates(replica: Replica, updates: readonly ProjectedUpdate[]) {
  const touched: Touched = new Map();
  const unreadable: UnreadablePart[] = [];
  for (const { sequence, bytes, actorId } of updates) {
    if (!isReadable(bytes)) {
      unreadable.push({ path: `update ${sequence}`, reason: 'is no Yjs update', payload: bytes.toString('base64') });
      continue;
    }
    const touch = (part: ChangedPart) => touched.set(part, { actorId, news: sequence > 1 });
    replica.watch(touch, () => Y.applyUpdate(replica.doc, bytes));
  }
  return { touched, unreadable };
}

function newsOf(touched: Touched): Pick<Projection, 'isNews' | 'actorOf'> {
  return {
    isNews: (part) => touched.get(part)?.news ?? false,
    actorOf: (part) => touched.get(part)?.actorId ?? null,
  };
}

function basicsOf(client: pg.PoolClient, { tenantId, entityId }: DocumentReference) {
  const publish: Projection['publish'] = (userId, event) => publishWith(client, { tenantId, userId }, event);
  return { client, tenantId, entityId, publish };
}
