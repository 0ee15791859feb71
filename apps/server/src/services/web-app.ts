import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

const oneYear = 365 * 24 * 60 * 60 * 1000;

/** Serves the built web app. Any path that is no file is a screen of it, so it gets the app's page. */
export async function registerWebApp(app: FastifyInstance, folder: string | undefined): Promise<void> {
  if (!folder) return;
  await app.register(fastifyStatic, {
    root: folder,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.setHeader('cache-control', cacheControl(path));
    },
  });
  app.setNotFoundHandler(async (request, reply): Promise<FastifyReply> => {
    if (request.method !== 'GET' || !request.headers.accept?.includes('text/html')) {
      return reply.code(404).send({ code: 'not_found', message: 'There is nothing at this address.' });
    }
    return reply.sendFile('index.html');
  });
}

/** Files in assets/ carry their content's hash in their name and never change; the page itself must be asked for anew. */
function cacheControl(path: string): string {
  return path.includes('/assets/') ? `public, max-age=${oneYear / 1000}, immutable` : 'no-cache';
}
