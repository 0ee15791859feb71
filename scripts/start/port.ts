import { createServer } from 'node:net';
import { errorCode, errorText, StartProblem } from '../problem.ts';

/** Says early, before anything is built, when the address cannot be had. */
export function requireFreePort(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(explain(error, port, host)));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve()));
  });
}

function explain(error: unknown, port: number, host: string): StartProblem {
  const other = `Take another one: PORT=${port + 1} npm start`;
  if (errorCode(error) === 'EADDRINUSE') return new StartProblem(`Port ${port} is in use by another program.`, other);
  if (errorCode(error) === 'EACCES') return new StartProblem(`This user may not listen on port ${port}.`, other);
  return new StartProblem(`Muster cannot listen on ${host}:${port}: ${errorText(error)}.`, 'Check HOST and PORT.');
}
