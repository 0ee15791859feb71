/** `npm start`: from a fresh clone to a running Muster. Needs nothing installed but Node and npm. */
import { fileURLToPath } from 'node:url';
import { ensureDependencies, requireNode } from './bootstrap.mjs';
import { runScript } from './run.mjs';

const HELP = `Starts Muster on this machine: installs and builds what changed, starts the built-in PostgreSQL,
brings its data up to date, writes the demo company once, and serves everything at one address.

  npm start                       then open http://localhost:3000
  npm start -- --demo-size medium

Options
  --demo-size small|medium|large  how much the demo company holds (default small; only when there is no data yet)
  --no-demo                       no demo company and no demo logins
  --logs                          show the server's log here as well as in the log file
  --help                          this text

Environment
  PORT          where it listens (default 3000)
  HOST          on which interface (default 127.0.0.1: this machine only; 0.0.0.0: the whole network)
  PUBLIC_URL    the address people use, when it is not http://localhost:PORT
  DATA_DIR      where the data lies (default ./.data)
  DATABASE_URL  a PostgreSQL of your own, 15 or newer, instead of the built-in one
  LOG_LEVEL     fatal, error, warn, info, debug or trace (default info)

Ctrl-C stops everything; the data stays. The README has the whole table.`;

if (process.argv.includes('--help') || process.argv.includes('-h')) {
  console.log(HELP);
} else {
  requireNode();
  await ensureDependencies();
  await runScript(fileURLToPath(new URL('start/main.ts', import.meta.url)), process.argv.slice(2));
}
