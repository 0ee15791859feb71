import type { StoredDocument, StoredUpdate } from '@muster/sync/server';
import { toFailure } from './failure.ts';
import type { Question, Reply } from './messages.ts';
import type { Desk } from './operation.ts';
import { transferable } from './transfer.ts';

/** What a job asked for came to, and what the thread is told of it. */
interface Answered {
  outcome: { ok: true; value: unknown } | { ok: false; error: unknown };
  reply: Reply;
  handedOver: ArrayBuffer[];
}

/** Gives a job of the document thread what it asks for. */
export async function answerQuestion(question: Question & { id: number }, desk: Desk): Promise<Answered> {
  const { id } = question;
  try {
    const value = await ask(question, desk);
    return { outcome: { ok: true, value }, reply: { type: 'reply', id, value }, handedOver: bytesIn(value) };
  } catch (error) {
    const reply: Reply = { type: 'reply', id, failure: toFailure(error) };
    return { outcome: { ok: false, error }, reply, handedOver: [] };
  }
}

type Value = StoredDocument | readonly StoredUpdate[] | null | number | undefined;

async function ask(question: Question, desk: Desk): Promise<Value> {
  if (question.type === 'append') return desk.append(question.update, question.result);
  if (question.type === 'keep') {
    await desk.keep(question.before);
    return undefined;
  }
  return question.after === null ? desk.load() : desk.loadAfter(question.after);
}

/** What was read for the thread is looked at by nobody else. */
function bytesIn(value: Value): ArrayBuffer[] {
  if (!value || typeof value !== 'object' || !('updates' in value)) return [];
  const { snapshot, updates } = value;
  return transferable([snapshot?.bytes, ...updates.map(({ bytes }) => bytes)]);
}
