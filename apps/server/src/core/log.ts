import { pino } from 'pino';
import { LogOutput } from './LogOutput.ts';

/** Structured log of the process. Credentials never reach it: cookies and authorization headers are cut out. */
export const log = pino(
  {
    level: process.env.LOG_LEVEL ?? 'info',
    base: undefined,
    redact: ['req.headers.cookie', 'req.headers.authorization', 'headers.cookie', 'headers.authorization'],
  },
  // Node makes a pipe answer that it is full, instead of blocking, once process.stdout was asked for.
  new LogOutput(process.stdout.fd),
);
