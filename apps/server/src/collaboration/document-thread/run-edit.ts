import { editDocument } from '../edits.ts';
import { editableKind } from '../registry.ts';
import { atWork } from '../threads/at-work.ts';
import type { DocumentOperation, Edited } from './operation.ts';

/** Which edit, of which kind of document, and what it is given. */
interface NamedEdit {
  kind: string;
  edit: string;
  input: unknown;
}

/** Edits a document as its kind knows how to. */
export const runEdit: DocumentOperation<NamedEdit, Edited<unknown>> = {
  name: 'edit',
  run(desk, { kind, edit, input }) {
    const named = editableKind(kind).edits.find(({ name }) => name === edit);
    if (!named) throw new Error(`${kind} has no edit ${edit}`);
    return editDocument(desk, ({ doc }) => atWork(desk.subject, () => named.change(doc, input as never)));
  },
};
