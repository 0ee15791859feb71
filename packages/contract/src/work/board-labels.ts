import * as Y from 'yjs';
import { addEntry, boardRoots, changeEntry, type Edit, entryOf, setField } from './board.doc.ts';
import { LABEL_COLORS } from './board-colors.ts';
import type { BoardLabel, BoardProblem, LabelColor } from './board-contents.ts';
import { isInstant, readerOf } from './board-read.ts';

/** A label to create. */
export interface NewLabel {
  id: string;
  name: string;
  color: LabelColor;
}

/** All labels by name, deleted ones included. What cannot be read is added to `problems`. */
export function readLabels(doc: Y.Doc, problems: BoardProblem[] = []): BoardLabel[] {
  const found: BoardLabel[] = [];
  for (const [id, value] of boardRoots(doc).labels) {
    const reader = readerOf(value, `labels.${id}`, problems);
    if (!reader) continue;
    const color = reader.optional('color', isLabelColor, 'a label colour') ?? 'grey';
    found.push({
      id,
      name: reader.text('name'),
      color,
      deletedAt: reader.optional('deletedAt', isInstant, 'an instant'),
    });
  }
  return found.sort((a, b) => (a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1));
}

function isLabelColor(value: unknown): value is LabelColor {
  return LABEL_COLORS.some((color) => color === value);
}

/** Adds a label to the board. */
export function createLabel(doc: Y.Doc, edit: Edit, label: NewLabel): void {
  const fields = new Y.Map<unknown>();
  fields.set('name', label.name);
  fields.set('color', label.color);
  addEntry(doc, edit, boardRoots(doc).labels, label.id, fields);
}

/** Renames or recolours a label on every card. @returns false when there is no such label. */
export function updateLabel(
  doc: Y.Doc,
  edit: Edit,
  id: string,
  change: { name?: string; color?: LabelColor },
): boolean {
  return changeEntry(doc, edit, entryOf(boardRoots(doc).labels, id), (label) => {
    if (change.name !== undefined) setField(label, 'name', change.name);
    if (change.color !== undefined) setField(label, 'color', change.color);
  });
}

/** Deletes a label; cards remember it for `restoreLabel`. @returns false when there is no such label. */
export function deleteLabel(doc: Y.Doc, edit: Edit, id: string): boolean {
  const label = entryOf(boardRoots(doc).labels, id);
  return changeEntry(doc, edit, label, (fields) => setField(fields, 'deletedAt', edit.at));
}

/** Brings a deleted label back onto its cards. @returns false when there is no such label. */
export function restoreLabel(doc: Y.Doc, edit: Edit, id: string): boolean {
  const label = entryOf(boardRoots(doc).labels, id);
  return changeEntry(doc, edit, label, (fields) => setField(fields, 'deletedAt', null));
}
