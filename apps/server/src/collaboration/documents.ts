import { parseDocumentName } from '@muster/contract/collaboration/document-name';
import type { DocumentFile } from '@muster/contract/collaboration/files';
import type { Actor } from '../core/actor.ts';
import { readTenant, type TenantTransaction } from '../core/database/index.ts';
import { MusterError, notFound } from '../core/errors.ts';
import { newId } from '../core/identifiers.ts';
import { subjectOfFile } from './backup/document-file.ts';
import { copyFile } from './backup/file-operations.ts';
import { maxDocumentBytes } from './document-limits.ts';
import type { Edited } from './document-thread/operation.ts';
import { perform } from './document-thread/perform.ts';
import { runEdit } from './document-thread/run-edit.ts';
import { findDocument } from './find-document.ts';
import { projectDocument } from './projection/project-document.ts';
import type { DocumentEdit } from './registry.ts';

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
 * Edits a document as everyone's browser does, from the server: one of the edits that its kind has registered changes it, and
 * the change is stored and reaches every open screen. Resolves when it is stored. When the edit throws, nothing is changed.
 * Whether the actor may do this is the caller's to decide. Throws `not_found` when the company has no such document,
 * `too_large` when the document has no room for the change, and `unavailable` when it takes too long to read.
 */
async function edit<Input, Result>(
  name: string,
  actor: Actor,
  { name: edit }: DocumentEdit<Input, Result>,
  input: Input,
): Promise<Edited<Result>> {
  const document = await existing(actor, name);
  const named = { kind: document.kind.kind, edit, input };
  const edited = await perform(runEdit, document, named, { actorId: actor.userId });
  return edited as Edited<Result>;
}

/** Removes a document for good, with its log and its versions, in the transaction that removes what it belongs to. */
async function remove(transaction: TenantTransaction, { tenantId }: Tenant, name: string): Promise<void> {
  const document = await transaction.document.findFirst({ where: { tenantId, name }, select: { id: true } });
  if (!document) return;
  await transaction.document.delete({ where: { tenantId_id: { tenantId, id: document.id } } });
  await transaction.projectionProblem.deleteMany({ where: { tenantId, documentId: document.id } });
}

/** What a new document starts with that shall be like the one in a file. Throws `invalid_input` when it is not what was exported. */
function copied({ tenantId }: Tenant, file: DocumentFile): Promise<Uint8Array> {
  const kind = parseDocumentName(file.name)?.kind ?? '';
  return perform(copyFile, { tenantId, documentId: subjectOfFile(file) }, { kind, file });
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
export const documents = { create, edit, remove, copied, projected, fullness };
