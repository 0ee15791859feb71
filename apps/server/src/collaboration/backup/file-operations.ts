import type { DocumentFile } from '@muster/contract/collaboration/files';
import type { DocumentOperation, DocumentState, Edited } from '../document-thread/operation.ts';
import { editableKind, type Restorer } from '../registry.ts';
import { atWork } from '../threads/at-work.ts';
import { readState, restoreTo } from '../versions/version-operations.ts';
import { fromDocumentFile, toDocumentFile } from './document-file.ts';

/** The document in a file, as of now. Throws `too_large` for one that no request could bring back. */
export const writeFile: DocumentOperation<{ name: string }, DocumentFile> = {
  name: 'writeFile',
  run: async (desk, { name }) => toDocumentFile(name, await readState.run(desk, null)),
};

/** A version in a file, as it was kept: what is in it is not read. Throws `too_large` as well. */
export const writeVersionFile: DocumentOperation<{ name: string; state: DocumentState }, DocumentFile> = {
  name: 'writeVersionFile',
  run: (_, { name, state }) => toDocumentFile(name, state),
};

/** A file whose contents a document shall have. */
interface FileToRestore {
  kind: string;
  file: DocumentFile;
  restorer: Restorer;
}

/** Makes a document equal to a file, after what was there was kept. */
export const restoreFromFile: DocumentOperation<FileToRestore, Edited<null>> = {
  name: 'restoreFromFile',
  run: async (desk, { kind, file, restorer }) => restoreTo(desk, await fromDocumentFile(file), { kind, restorer }),
};

/** What a new document starts with that shall have the contents of a file, with ids of their own. */
export const copyFile: DocumentOperation<{ kind: string; file: DocumentFile }, Uint8Array> = {
  name: 'copyFile',
  async run({ subject }, { kind, file }) {
    const doc = await fromDocumentFile(file);
    return atWork(subject, () => editableKind(kind).copy(doc));
  },
};
