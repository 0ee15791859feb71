import type { IncomingMessage } from 'node:http';
import type { Authorization, Authorize } from '@muster/sync/server';
import type { SignedIn } from '../core/actor.ts';
import { authenticateSocket, isOriginAllowed } from '../identity/index.ts';
import { tokenInAddress } from './callers.ts';
import { findAccessible } from './find-document.ts';

const refusals = {
  foreignOrigin: { ok: false, closeCode: 4403, reason: 'This page belongs to another site.' },
  signedOut: { ok: false, closeCode: 4401, reason: 'You are not signed in, or your session has ended.' },
  throttled: { ok: false, closeCode: 1013, reason: 'This key has no calls left for now. Try again in a minute.' },
  unknown: { ok: false, closeCode: 4404, reason: 'This document does not exist, or you have no access to it.' },
  revoked: { ok: false, closeCode: 4403, reason: 'Your access to this document has ended.' },
} as const satisfies Record<string, Authorization>;

/** Decides who may open which document; asked at connect and again whenever something that it depends on changed. */
export function createAuthorize(publicUrl: string | undefined): Authorize {
  // What was open before was known to the person: there the truthful answer is that it has ended.
  const admitted = new WeakSet<IncomingMessage>();
  return async (request, documentName) => {
    const queryToken = tokenInAddress(request.url);
    const hasToken = queryToken !== null || request.headers.authorization !== undefined;
    if (!isOriginAllowed(request.headers, publicUrl, hasToken)) return refusals.foreignOrigin;
    const owner = await authenticateSocket(request.headers, queryToken, admitted.has(request));
    const authorization =
      owner === 'throttled' ? refusals.throttled : await authorizeOwner(owner, documentName, admitted.has(request));
    if (authorization.ok) admitted.add(request);
    const ended = authorization === refusals.unknown && admitted.has(request);
    return ended ? refusals.revoked : authorization;
  };
}

async function authorizeOwner(
  signedIn: SignedIn | null,
  documentName: string,
  isOpen: boolean,
): Promise<Authorization> {
  if (!signedIn) return refusals.signedOut;
  const found = await findAccessible(signedIn.actor, documentName);
  if (!found) return refusals.unknown;
  const { id, color } = signedIn.user;
  const { documentId, entityId } = found.document;
  const { operator, sessionId } = signedIn.actor;
  if (operator && !isOpen) await operator.record({ kind: 'document', target: documentName, entityIds: [entityId] });
  const access = operator && !operator.impersonation ? 'read' : found.access;
  return { ok: true, documentId, access, sessionId, user: { id, name: shownName(signedIn), color } };
}

/** Who the others on a document see: an operator of the platform never passes for a person of the company. */
function shownName({ user, actor: { operator } }: SignedIn): string {
  if (!operator) return user.name;
  return operator.impersonation ? `${operator.name} as ${user.name}` : `${operator.name} (operator)`;
}
