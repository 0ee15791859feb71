/** `npm run cluster`: several servers behind a load balancer. Needs Node, npm, and Debian's redis-server and haproxy. */
import { fileURLToPath } from 'node:url';
import { ensureDependencies, requireNode } from './bootstrap.mjs';
import { runScript } from './run.mjs';

const HELP = `Starts Muster as several servers on this machine: the built-in PostgreSQL, Redis, the servers, and HAProxy
before them at one address. Needs the programs redis-server and haproxy (apt-get install -y redis-server haproxy).

  npm run cluster                       three servers
  npm run cluster -- --nodes 2          two

Options and environment are those of npm start (npm start -- --help); the data is the same, so stop that one first.
The servers' logs are server-1.log, server-2.log … in the data folder.`;

if (process.argv.includes('--help') || process.argv.includes('-h')) {
  console.log(HELP);
} else {
  requireNode();
  await ensureDependencies();
  await runScript(fileURLToPath(new URL('cluster/main.ts', import.meta.url)), process.argv.slice(2));
}
