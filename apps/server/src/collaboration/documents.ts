import type * as Y from 'yjs';
import type { Actor } from '../core/actor.ts';
import { readTenant, type TenantTransaction } from '../core/database/index.ts';
import { MusterError, notFound } from '../core/errors.ts';
import { newId } from '../core/identifiers.ts';
import { type Draft, type Edited, editDocument, readDocument } from './edits.ts';
import { findDocument } from './find-document.ts';
import { maxDocumentBytes } from './postgres-document-log.ts';
import { projectDocument } from './projection/project-document.ts';

/** What a new document belongs to, and the Yjs update that it starts with. */
export interface NewDocument {
  name: string;
  update: Uint8Array;
}

type Tenant = Pick<Actor, 'tenantId'>;

/**
 * Makes a document in the transaction of the command that needs it: both are there, or neither is.
 * @returns the document's id
 */
async function create(transaction: TenantTransaction, actor: Actor, { name, update }: NewDocument): Promise<string> {
  if (update.length > maxDocumentBytes) {
    throw new MusterError('too_large', 'This document would be larger than a document may be.', {
      action: 'Split it into several.',
    });
  }
  const { tenantId, userId } = actor;
  const id = newId();
  const kind = name.split('/')[0] ?? '';
  await transaction.document.create({ data: { tenantId, id, name, kind, lastSequence: 1, sizeBytes: update.length } });
  const first = { tenantId, documentId: id, sequence: 1, bytes: Uint8Array.from(update), actorId: userId };
  await transaction.documentUpdate.create({ data: first });
  await transaction.documentProjection.create({ data: { tenantId, documentId: id } });
  return id;
}

/**
 * Edits a document as everyone's browser does, from the server: loads it, lets `mutate` change it, and stores the
 * change, which reaches every open screen. Resolves when it is stored. When `mutate` throws, nothing is changed.
 * Whether the actor may do this is the caller's to decide. Throws `not_found` when the company has no such document.
 */
async function transact<Result>(
  name: string,
  actor: Actor,
  mutate: (doc: Y.Doc) => Result | Promise<Result>,
): Promise<Edited<Result>> {
  return editDocument(await existing(actor, name), actor.userId, ({ doc }) => mutate(doc));
}

/** The document as it is now, on a copy of its own. Throws `not_found`. */
async function read(name: string, actor: Tenant): Promise<Draft> {
  return readDocument(await existing(actor, name));
}

/** Lets the rows follow a document; answers with the number that they have reached. */
interface Follower {
  project(documentId: string): Promise<number>;
}

let follower: Follower | undefined;

/** From now on rows follow elsewhere than in this thread; undefined when that ends. */
export function projectThrough(elsewhere: Follower | undefined): void {
  follower = elsewhere;
}

/** Resolves when the rows that others read have followed the document at least up to `sequence`. */
async function projected(name: string, actor: Tenant, sequence: number): Promise<void> {
  const document = await existing(actor, name);
  const to = follower ? await follower.project(document.documentId) : (await projectDocument(document)).to;
  if (to < sequence) throw new Error(`update ${sequence} of ${name} is not in the log, which ends at ${to}`);
}

/** How much of the room that a document may take it takes, from 0 to 1; beyond 1 changes are refused. */
async function fullness(name: string, actor: Tenant): Promise<number> {
  const { tenantId } = actor;
  const row = await readTenant(actor).document.findFirst({ where: { tenantId, name }, select: { sizeBytes: true } });
  if (!row) throw notFound('document');
  return Number(row.sizeBytes) / maxDocumentBytes;
}

async function existing(actor: Tenant, name: string) {
  const document = await findDocument(actor, name);
  if (!document) throw notFound('document');
  return document;
}

/** Live documents, as the other contexts of the server use them. */
export const documents = { create, transact, read, projected, fullness };
