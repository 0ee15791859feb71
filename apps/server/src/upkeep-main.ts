/** The thread beside the server's event loop: projection and compaction of live documents. */
import { serveUpkeep } from './collaboration/index.ts';
import { registerBoardRows } from './work/index.ts';

registerBoardRows();
serveUpkeep();
