import helmet from '@fastify/helmet';
import { TRPCError } from '@trpc/server';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify';
import type { SignedIn } from '../core/actor.ts';
import type { Environment } from '../core/environment.ts';
import { newId } from '../core/identifiers.ts';
import { log } from '../core/log.ts';
import type { RequestContext } from '../core/trpc.ts';
import { authenticateRequest, isOriginAllowed, registerAuditExport, registerOidcRoutes } from '../identity/index.ts';
import { registerDemoMailbox } from './demo-mailbox-page.ts';
import { registerHealth } from './health.ts';
import { operatorCookiesOf } from './operator-cookies.ts';
import { type AppRouter, appRouter } from './router.ts';
import { writeSessionCookie } from './session-cookie.ts';
import { registerWebApp } from './web-app.ts';

/** The HTTP server: tRPC, health, and the web app's files. Sockets are routed onto its `server` by others. */
export async function createApi(environment: Environment): Promise<FastifyInstance> {
  const logger: FastifyBaseLogger = log;
  const app = fastify({
    loggerInstance: logger,
    genReqId: () => newId(),
    trustProxy: environment.TRUST_PROXY,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 5000 },
    forceCloseConnections: true,
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', logRequest);
  await app.register(helmet, { contentSecurityPolicy: contentSecurityPolicy(environment), hsts: isHttps(environment) });
  registerHealth(app);
  registerOriginCheck(app, environment.PUBLIC_URL);
  await registerTrpc(app, environment);
  registerAuditExport(app);
  registerOidcRoutes(app, (request, reply, token) => writeSessionCookie(request, reply, environment.PUBLIC_URL, token));
  if (environment.MUSTER_DEMO && !environment.SMTP_URL) registerDemoMailbox(app);
  await registerWebApp(app, environment.WEB_DIST);
  return app;
}

function isHttps(environment: Environment): boolean {
  return environment.PUBLIC_URL?.startsWith('https:') ?? false;
}

function contentSecurityPolicy(environment: Environment) {
  return {
    directives: {
      defaultSrc: ["'self'"],
      connectSrc: ["'self'", 'ws:', 'wss:'],
      imgSrc: ["'self'", 'data:', 'blob:'],
      // Positions of dragged and virtualised elements are inline styles.
      styleSrc: ["'self'", "'unsafe-inline'"],
      frameAncestors: ["'none'"],
      upgradeInsecureRequests: isHttps(environment) ? [] : null,
    },
  };
}

async function logRequest(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { method, url } = request;
  request.log.info(
    { method, url: url.split('?')[0], status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
    'request',
  );
}

/** Refuses what changes state and comes from another site's page, whatever cookies it brings. */
function registerOriginCheck(app: FastifyInstance, publicUrl: string | undefined): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
    const hasBearer = request.headers.authorization !== undefined;
    if (isOriginAllowed(request.headers, publicUrl, hasBearer)) return;
    const problem = {
      code: 'forbidden',
      message: 'This request comes from a page of another site, so it was refused.',
      action: 'Open Muster at its own address and try again.',
    };
    await reply.code(403).send({ error: { message: problem.message, data: { problem } } });
  });
}

async function registerTrpc(app: FastifyInstance, environment: Environment): Promise<void> {
  const options: FastifyTRPCPluginOptions<AppRouter> = {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      createContext: async ({ req, res, info }) => ({
        ...requestContext(req, res, environment.PUBLIC_URL),
        signedIn: await whoIs(req, res, info.calls.length),
      }),
    },
  };
  await app.register(fastifyTRPCPlugin, options);
}

function requestContext(
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: string | undefined,
): Omit<RequestContext, 'signedIn'> {
  return {
    requestId: request.id,
    ipAddress: request.ip,
    userAgent: request.headers['user-agent']?.slice(0, 400) ?? null,
    setSessionToken: (newToken) => writeSessionCookie(request, reply, publicUrl, newToken),
    operatorCookies: operatorCookiesOf(request, reply, publicUrl),
  };
}

/** Who a request of so many calls comes from; a key that has none left is refused. */
async function whoIs(request: FastifyRequest, reply: FastifyReply, calls: number): Promise<SignedIn | null> {
  const { signedIn, refusal, headers } = await authenticateRequest(request.headers, calls, request.id);
  reply.headers(headers);
  if (refusal) throw new TRPCError({ code: 'TOO_MANY_REQUESTS', message: refusal.message, cause: refusal });
  return signedIn;
}
