import type { RequestListener } from 'node:http';

/** `/healthz`: the process answers. `/readyz` says no as long as it carries no media. Anything else is not found. */
export const answerHealth: RequestListener = (request, response) => {
  const [status, body] = answer(request.url ?? '/');
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

function answer(url: string): [number, Record<string, string>] {
  if (url === '/healthz') return [200, { status: 'ok' }];
  if (url === '/readyz')
    return [503, { status: 'unavailable', reason: 'Rooms are not built yet: no media is carried.' }];
  return [404, { code: 'not_found', message: 'There is nothing at this address.' }];
}
