import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { errorText, StartProblem } from '../problem.ts';
import { repositoryRoot } from '../repository.ts';

/** How this start was asked for: options and environment, checked. */
export interface Settings {
  port: number;
  host: string;
  publicUrl: string;
  dataDir: string;
  /** A PostgreSQL of the user's own; without it the built-in one runs. */
  databaseUrl: string | undefined;
  demo: boolean;
  demoSize: string;
  showLogs: boolean;
}

const SIZES = ['small', 'medium', 'large'];

export function readSettings(args: string[], env: NodeJS.ProcessEnv): Settings {
  const options = readOptions(args);
  const port = readPort(env.PORT ?? '3000');
  const demoSize = options['demo-size'];
  if (!SIZES.includes(demoSize)) throw wrongOption(`--demo-size is one of ${SIZES.join(', ')}, not "${demoSize}".`);
  return {
    port,
    host: env.HOST ?? '127.0.0.1',
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${port}`,
    dataDir: resolve(repositoryRoot, env.DATA_DIR ?? '.data'),
    databaseUrl: env.DATABASE_URL || undefined,
    demo: !options['no-demo'] && env.MUSTER_DEMO !== '0',
    demoSize,
    showLogs: options.logs,
  };
}

function readOptions(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        'demo-size': { type: 'string', default: 'small' },
        'no-demo': { type: 'boolean', default: false },
        logs: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw wrongOption(errorText(error));
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port;
  throw new StartProblem(
    `PORT is "${text}", which is no port.`,
    'Set it to a number between 1 and 65535: PORT=3001 npm start',
  );
}

function wrongOption(message: string): StartProblem {
  return new StartProblem(message, 'npm start -- --help explains the options.');
}
