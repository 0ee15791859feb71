import type { Access } from '@muster/sync/server';
import type pg from 'pg';
import type * as Y from 'yjs';
import type { Actor } from '../core/actor.ts';
import type { DomainEvent } from '../core/outbox.ts';

/** Part of a document that changed: a path such as `cards.<id>`, in the kind's own words. */
export type ChangedPart = string;

/** Something that projection could not read: where it lies, what is wrong, and what stands there. */
export interface UnreadablePart {
  path: string;
  reason: string;
  payload?: unknown;
}

/** A document that moved on, and whose rows shall follow it. */
export interface ProjectedDocument {
  readonly entityId: string;
  readonly doc: Y.Doc;
  /** The parts touched since the last pass, or 'all' when that is not known and everything must be compared. */
  readonly changes: ReadonlySet<ChangedPart> | 'all';
  /** Whether somebody touched the part since the document was created with it: what people are told of. */
  readonly isNews: (part: ChangedPart) => boolean;
  /** Whose edit touched the part last; null when it is not known or nobody's. */
  readonly actorOf: (part: ChangedPart) => string | null;
  /** Does what takes as long as the contents make it take, without waiting for anything: the thread is ended if it takes too long. */
  readonly reading: <Result>(work: () => Result) => Result;
  /** Keeps what cannot be read and raises an alert; nothing is dropped unseen. */
  readonly report: (part: UnreadablePart) => void;
}

/** One pass of projection over documents of one kind and company, and the transaction in which all their rows follow. */
export interface Projection {
  readonly tenantId: string;
  readonly documents: readonly ProjectedDocument[];
  /** A transaction of the tenant, as the only role that may write projected rows. */
  readonly client: pg.PoolClient;
  /** Tells others of a row that truly changed, when and if the transaction commits. */
  readonly publish: (actorId: string | null, event: DomainEvent) => void;
}

/** Whose titles are asked for: of these entities, or of those whose title contains a text. */
export type DocumentTitlesWanted = { readonly search: string } | { readonly entityIds: readonly string[] };

/** A kind of live document as far as rows follow it: all that the upkeep thread has to know, and to load. */
export interface ProjectedKind {
  readonly kind: string;
  /** Calls `changed` for every part that a transaction on `doc` touches, from now on. */
  observe(doc: Y.Doc, changed: (part: ChangedPart) => void): void;
  /** Makes the rows equal to the documents. Called again after a crash, it comes to the same end. */
  project(projection: Projection): Promise<void>;
}

/** A way to change documents of a kind, known by name to the thread that does it: `input` and the answer are plain data. */
export interface DocumentEdit<Input, Result> {
  readonly name: string;
  /** Changes `doc`, or throws, and then nothing is stored. */
  change(doc: Y.Doc, input: Input): Result;
}

/** Who takes a document back to what it was, and when (ISO 8601 in UTC). */
export interface Restorer {
  userId: string;
  at: string;
}

/** A kind of live document as far as its contents go: all that the document thread has to know, and to load. */
export interface EditableKind {
  readonly kind: string;
  /** What commands do with such documents. */
  readonly edits: readonly DocumentEdit<never, unknown>[];
  /** The contents as plain JSON, for people to compare. */
  describe(doc: Y.Doc): unknown;
  /** Edits `doc` until its contents equal `version`, losing nothing for good. */
  restore(doc: Y.Doc, version: Y.Doc, restorer: Restorer): void;
  /** The same contents once more, with ids of their own, as the update that a new document starts with. */
  copy(doc: Y.Doc): Uint8Array;
  /** Paths of everything in `doc` that was deleted before an instant, as `remove` takes them. */
  deletedBefore(doc: Y.Doc, before: Date): readonly string[];
  /** Takes entries out of `doc` for good, with everything in them; answers with how many of them were there. */
  remove(doc: Y.Doc, paths: readonly string[]): number;
}

/** A kind of live document: all that collaboration knows of what is in it. */
export interface DocumentKind extends ProjectedKind, EditableKind {
  /** What the actor may do with the document of this entity; null when it does not exist for them. */
  authorize(actor: Actor, entityId: string): Promise<Access | null>;
  /** Names of entities with such a document by their ids, as far as the actor may see them. */
  titles(actor: Actor, wanted: DocumentTitlesWanted): Promise<ReadonlyMap<string, string>>;
  /** Ids of the company's entities whose documents hold something that was deleted before an instant; `limit` at most. */
  withDeleted(tenant: Pick<Actor, 'tenantId'>, before: Date, limit: number): Promise<readonly string[]>;
  /**
   * Removes for good the company's entities that were deleted before an instant, with their documents (`documents.remove`);
   * `limit` at most. Answers with how many went.
   */
  purge(actor: Actor, before: Date, limit: number): Promise<number>;
  /** Types of events by which somebody may have gained or lost access to the documents of the entities that they name. */
  accessEvents: readonly string[];
}

const projectedKinds = new Map<string, ProjectedKind>();
const editableKinds = new Map<string, EditableKind>();
const kinds = new Map<string, DocumentKind>();

/** Makes known how rows follow a kind of document. Enough for a thread or process that does nothing else with documents. */
export function registerProjectedKind(kind: ProjectedKind): void {
  projectedKinds.set(kind.kind, kind);
}

/** Makes known what is in a kind of document, and how it is changed. Enough for a thread that does nothing else. */
export function registerEditableKind(kind: EditableKind): void {
  editableKinds.set(kind.kind, kind);
}

/** Makes a kind of document known. Every process that serves documents does it at start. */
export function registerDocumentKind(kind: DocumentKind): void {
  kinds.set(kind.kind, kind);
  registerProjectedKind(kind);
  registerEditableKind(kind);
}

export function projectedKind(kind: string): ProjectedKind | undefined {
  return projectedKinds.get(kind);
}

/** Throws for a kind that nobody registered. */
export function editableKind(kind: string): EditableKind {
  const found = editableKinds.get(kind);
  if (!found) throw new Error(`${kind} is no kind of live document that is known here`);
  return found;
}

export function documentKind(kind: string): DocumentKind | undefined {
  return kinds.get(kind);
}

export function documentKinds(): Iterable<DocumentKind> {
  return kinds.values();
}
