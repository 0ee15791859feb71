import { lookup } from 'node:dns';
import { request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { CustomFetch, CustomFetchOptions } from 'openid-client';
import { isInternalAddress } from '../device-place.ts';

const largestAnswer = 1024 * 1024;

/**
 * `fetch` for addresses that an administrator of some company typed in: over https, and to the public internet only. It
 * looks at the address that the connection really goes to, so no name can lead it into the network around this server.
 */
export const publicFetch: CustomFetch = (url, options) => {
  const target = new URL(url);
  const host = target.hostname.replace(/^\[|\]$/g, '');
  if (target.protocol !== 'https:') return Promise.reject(new Error('An issuer must be reached over https.'));
  if (isIP(host) !== 0 && isInternalAddress(host)) return Promise.reject(internalAddress());
  return send(target, options);
};

function send(target: URL, { method, headers, body, signal }: CustomFetchOptions): Promise<Response> {
  return new Promise((resolve, reject) => {
    const call = request(target, { method, headers, lookup: lookupPublic, ...(signal && { signal }) }, (answer) => {
      const chunks: Buffer[] = [];
      let length = 0;
      answer.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > largestAnswer) call.destroy(new Error('The issuer answered with too much.'));
        chunks.push(chunk);
      });
      answer.on('error', reject);
      answer.on('end', () => resolve(toResponse(answer.statusCode ?? 502, answer.headers, Buffer.concat(chunks))));
    });
    call.on('error', reject);
    call.end(toText(body));
  });
}

/** What an OpenID Connect client sends is a form or text; there is nothing else to send on. */
function toText(body: CustomFetchOptions['body']): string | undefined {
  if (body === null || body === undefined) return undefined;
  if (typeof body === 'string') return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new TypeError('Only text and forms are sent to an issuer.');
}

const lookupPublic: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error || !first) return done(error ?? new Error(`${hostname} has no address.`), '', 0);
    if (addresses.some(({ address }) => isInternalAddress(address))) return done(internalAddress(), '', 0);
    if (options.all) done(null, addresses);
    else done(null, first.address, first.family);
  });
};

function toResponse(status: number, headers: NodeJS.Dict<string | string[]>, body: Buffer): Response {
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((each): [string, string] => [name, each]),
  );
  const empty = status === 204 || status === 304;
  return new Response(empty ? null : new Uint8Array(body), { status, headers: pairs });
}

function internalAddress(): Error {
  return new Error('The issuer is in a private network. Set OIDC_PRIVATE_ISSUERS=1 to allow that.');
}
