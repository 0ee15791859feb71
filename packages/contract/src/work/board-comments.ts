import * as Y from 'yjs';
import { addEntry, boardRoots, changeEntry, type Edit, entryOf, nestedMap, nestedText, setField } from './board.doc.ts';
import { replaceText } from './board-text.ts';

/** Adds a comment by the edit's user at the edit's time. @returns false when there is no such card. */
export function addComment(doc: Y.Doc, edit: Edit, cardId: string, comment: { id: string; text: string }): boolean {
  const card = entryOf(boardRoots(doc).cards, cardId);
  if (!card) return false;
  const fields = new Y.Map<unknown>();
  fields.set('authorId', edit.userId);
  fields.set('text', new Y.Text(comment.text));
  fields.set('createdAt', edit.at);
  addEntry(doc, edit, nestedMap(card, 'comments'), comment.id, fields);
  return true;
}

/** Changes a comment's text and notes when. @returns false when there is no such comment. */
export function editComment(doc: Y.Doc, edit: Edit, cardId: string, commentId: string, text: string): boolean {
  return changeEntry(doc, edit, commentOf(doc, cardId, commentId), (comment) => {
    if (replaceText(nestedText(comment, 'text'), text)) setField(comment, 'editedAt', edit.at);
  });
}

/** Deletes a comment; undo brings it back. @returns false when there is no such comment. */
export function deleteComment(doc: Y.Doc, edit: Edit, cardId: string, commentId: string): boolean {
  return changeEntry(doc, edit, commentOf(doc, cardId, commentId), (comment) =>
    setField(comment, 'deletedAt', edit.at),
  );
}

/** Brings a deleted comment back. @returns false when there is no such comment. */
export function restoreComment(doc: Y.Doc, edit: Edit, cardId: string, commentId: string): boolean {
  return changeEntry(doc, edit, commentOf(doc, cardId, commentId), (comment) => setField(comment, 'deletedAt', null));
}

function commentOf(doc: Y.Doc, cardId: string, commentId: string) {
  const comments = entryOf(boardRoots(doc).cards, cardId)?.get('comments');
  return comments instanceof Y.Map ? entryOf(comments, commentId) : null;
}
