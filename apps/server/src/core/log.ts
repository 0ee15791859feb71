import { pino } from 'pino';

/** Structured log of the process. Credentials never reach it: cookies and authorization headers are cut out. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: undefined,
  redact: ['req.headers.cookie', 'req.headers.authorization', 'headers.cookie', 'headers.authorization'],
});
