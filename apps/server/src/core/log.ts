import { isMainThread } from 'node:worker_threads';
import { pino, stdSerializers } from 'pino';
import { LogOutput } from './LogOutput.ts';

const standardOutput = 1;

/** Structured log of the process. Credentials never reach it: cookies and authorization headers are cut out. */
export const log = pino(
  {
    level: process.env.LOG_LEVEL ?? 'info',
    base: undefined,
    // Without it nothing of an error would be told but what PostgreSQL adds to it: message and stack are not enumerable.
    serializers: { error: stdSerializers.err },
    redact: ['req.headers.cookie', 'req.headers.authorization', 'headers.cookie', 'headers.authorization'],
  },
  // Node makes a pipe answer that it is full, instead of blocking, once process.stdout was asked for. In a thread that
  // leads to the main thread's memory and names no descriptor: a thread writes to that of its process.
  new LogOutput(isMainThread ? process.stdout.fd : standardOutput),
);
