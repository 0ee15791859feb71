import { StartProblem } from '../problem.ts';
import { readSettings, type Settings } from '../start/settings.ts';

/** How a cluster was asked for. */
export interface ClusterSettings extends Settings {
  nodes: number;
}

/** The built-in PostgreSQL takes 200 connections, of which a server at rest has some fourteen. */
const most = 8;

/** Reads `--nodes N`; everything else is as for `npm start`. @throws StartProblem */
export function readClusterSettings(args: readonly string[], env: NodeJS.ProcessEnv): ClusterSettings {
  const rest = [...args];
  const at = rest.findIndex((arg) => arg === '--nodes' || arg.startsWith('--nodes='));
  const [option = '', value = ''] = at < 0 ? [] : rest.splice(at, rest[at]?.includes('=') ? 1 : 2);
  const text = at < 0 ? '3' : (option.split('=')[1] ?? value);
  const nodes = Number(text);
  if (!Number.isInteger(nodes) || nodes < 1 || nodes > most) {
    throw new StartProblem(
      `--nodes is "${text}", which is no number of servers.`,
      `Give one between 1 and ${most}: npm run cluster -- --nodes 3`,
    );
  }
  return { ...readSettings(rest, env), nodes };
}
