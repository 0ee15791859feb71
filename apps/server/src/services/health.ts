import type { FastifyInstance } from 'fastify';
import { poolOf } from '../core/database/index.ts';

let isDraining = false;

/** From now on `/readyz` says no, so that a load balancer sends nobody here any more. */
export function refuseNewWork(): void {
  isDraining = true;
}

/** `/healthz`: the process answers. `/readyz`: it can do its work, which needs the database, and is not about to end. */
export function registerHealth(app: FastifyInstance): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    if (isDraining) return reply.code(503).send({ status: 'draining', reason: 'This server is about to end.' });
    try {
      await poolOf('muster_app').query('select 1');
      return { status: 'ready' };
    } catch (error) {
      app.log.warn({ error }, 'not ready: the database does not answer');
      return reply.code(503).send({ status: 'unavailable', reason: 'The database does not answer.' });
    }
  });
}
