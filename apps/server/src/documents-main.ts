/** The thread beside the server's event loop that works on the contents of live documents: edits by commands, versions, files. */
import { serveDocuments } from './collaboration/index.ts';
import { registerBoardEdits } from './work/index.ts';

registerBoardEdits();
serveDocuments();
