import { createColumn } from '@muster/contract/work/board-columns';
import { firstPositions } from '@muster/contract/work/board-position';
import * as Y from 'yjs';
import { newId } from '../core/identifiers.ts';

/** The update that a new board's document starts with: its columns. */
export function firstContents(columnNames: readonly string[]): Uint8Array {
  const doc = new Y.Doc();
  const positions = firstPositions(columnNames.length);
  const edit = { userId: '', at: new Date().toISOString(), origin: 'new board' };
  doc.transact(() => {
    for (const [index, name] of columnNames.entries()) {
      const position = positions[index];
      createColumn(doc, edit, { id: newId(), name, ...(position && { position }) });
    }
  });
  return Y.encodeStateAsUpdate(doc);
}
