import { createCard } from '@muster/contract/work/board-cards';
import { readColumns } from '@muster/contract/work/board-columns';
import * as Y from 'yjs';
import { compactDocument } from '../../../apps/server/src/collaboration/compaction/compact-document.ts';
import { referenceById } from '../../../apps/server/src/collaboration/document-reference.ts';
import { registerDocumentKind } from '../../../apps/server/src/collaboration/index.ts';
import { PostgresDocumentLog } from '../../../apps/server/src/collaboration/postgres-document-log.ts';
import { projectDocument } from '../../../apps/server/src/collaboration/projection/project-document.ts';
import { systemActor } from '../../../apps/server/src/core/actor.ts';
import { newId } from '../../../apps/server/src/core/identifiers.ts';
import { boardDocument } from '../../../apps/server/src/work/index.ts';
import { read, transact } from '../../collaboration/edit-document.ts';
import { makeBoard } from '../../collaboration/make-board.ts';
import { companies, person } from '../../support/fixtures.ts';
import { randomFrom } from '../random.ts';
import { clientCount, type Step } from './history.ts';
import { type Made, Participant } from './Participant.ts';

const maker = person('dispatcher');
const actor = { ...systemActor(companies.north.id, maker.name), userId: maker.id };
const log = new PostgresDocumentLog();

/** One board, the people on it, and the server's parts that work on what they send: everything real but the sockets. */
export class World {
  readonly name: string;
  readonly documentId: string;
  readonly people = Array.from({ length: clientCount }, () => new Participant(maker.id));
  readonly madeByServer: Made = { ids: [], words: [] };
  wentBack = false;
  #kept: Uint8Array | undefined;

  private constructor(name: string, documentId: string) {
    this.name = name;
    this.documentId = documentId;
  }

  static async make(): Promise<World> {
    registerDocumentKind(boardDocument);
    const { name, documentId } = await makeBoard(actor);
    const world = new World(name, documentId);
    for (const person of world.people) await world.fetch(person, { order: 0, again: 0 });
    return world;
  }

  async take(step: Step): Promise<void> {
    if (step.do === 'act') this.#person(step.client).act(step.act, step.choice, step.other);
    if (step.do === 'send') await this.#send(this.#person(step.client), step);
    if (step.do === 'fetch') await this.fetch(this.#person(step.client), step);
    if (step.do === 'reopen') await this.#reopen(this.#person(step.client));
    if (step.do === 'project') await this.project();
    if (step.do === 'dyingPass') await this.#dieInPass();
    if (step.do === 'compact') await compactDocument(this.documentId);
    if (step.do === 'server') await this.#editAsServer();
    if (step.do === 'keep') this.#kept = Y.encodeStateAsUpdate(await this.stored());
    if (step.do === 'goBack') await this.#goBack();
  }

  /** Everybody comes online and hears everything; the rows follow, and the log is compacted. */
  async settle(): Promise<void> {
    for (const person of this.people) await this.#send(person, { order: 0, twice: false });
    await this.project();
    await compactDocument(this.documentId);
    for (const person of this.people) await this.fetch(person, { order: 0, again: 0 });
  }

  async stored(): Promise<Y.Doc> {
    return (await read(this.name, actor)).doc;
  }

  async project(): Promise<void> {
    await projectDocument(await this.#reference());
  }

  async fetch(person: Participant, { order, again }: { order: number; again: number }): Promise<void> {
    const { snapshot, updates } = await log.load(this.documentId);
    const news = updates.filter(({ seq }) => seq > person.heard - (again % 4));
    const bytes = news.map((update) => update.bytes);
    if (snapshot && snapshot.seq > person.heard) bytes.push(snapshot.bytes);
    person.hear(shuffled(bytes, order));
    person.heard = updates.at(-1)?.seq ?? snapshot?.seq ?? 0;
  }

  #person(index: number): Participant {
    const person = this.people[index];
    if (!person) throw new Error(`There is no client ${index}.`);
    return person;
  }

  async #reference() {
    const document = await referenceById(this.documentId);
    if (!document) throw new Error('The document is gone.');
    return document;
  }

  async #send(person: Participant, { order, twice }: { order: number; twice: boolean }): Promise<void> {
    const waiting = person.outbox.splice(0);
    const updates = shuffled(twice ? [...waiting, ...waiting] : waiting, order);
    if (updates.length === 0) return;
    await log.append(updates.map((bytes) => ({ documentId: this.documentId, bytes, actorId: maker.id })));
  }

  async #reopen(person: Participant): Promise<void> {
    await this.#send(person, { order: 0, twice: false });
    person.open();
  }

  async #dieInPass(): Promise<void> {
    const project: typeof boardDocument.project = async (projection) => {
      await boardDocument.project(projection);
      throw new Error('the process dies here');
    };
    registerDocumentKind({ ...boardDocument, project });
    await this.project().catch(() => undefined);
    registerDocumentKind(boardDocument);
  }

  async #editAsServer(): Promise<void> {
    const id = newId();
    const edit = { userId: maker.id, at: new Date().toISOString(), origin: null };
    await transact(this.name, actor, (doc) => {
      createCard(doc, edit, { id, title: `Card ${id}`, columnId: readColumns(doc)[0]?.id ?? '' });
    });
    this.madeByServer.ids.push(id);
  }

  async #goBack(): Promise<void> {
    if (!this.#kept) return;
    const version = new Y.Doc();
    Y.applyUpdate(version, this.#kept);
    const restorer = { userId: maker.id, at: new Date().toISOString() };
    await transact(this.name, actor, (doc) => boardDocument.restore(doc, version, restorer));
    this.wentBack = true;
  }
}

/** The same items in another order; 0 leaves them as they are. */
function shuffled<Item>(items: readonly Item[], order: number): Item[] {
  if (order === 0) return [...items];
  const random = randomFrom(order);
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
