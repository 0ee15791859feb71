import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import * as Y from 'yjs';
import { customFieldAttacks } from '../identity/custom-fields/foreign-inputs.ts';
import { rightsAttacks } from '../identity/rights/foreign-inputs.ts';
import type { Attack } from './foreign-ids.ts';
import { signInInputs, signInPublicProcedures } from './sign-in-inputs.ts';

/** Procedures that need nobody to be signed in. */
export const publicProcedures = [
  'identity.signIn',
  'identity.demoLogins',
  'identity.operator.signIn',
  'identity.operator.demoLogin',
  ...signInPublicProcedures,
];

const nothing = () => ({});

/** A whole and valid file that says it was exported from another company's document. */
function documentFile(name: string) {
  const bytes = Y.encodeStateAsUpdate(new Y.Doc());
  return {
    format: 'muster-document',
    version: 1,
    name,
    exportedAt: '2026-11-21T09:00:00.000Z',
    sequence: 1,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    content: gzipSync(bytes).toString('base64'),
  };
}

/** How each procedure is attacked; a new procedure without an entry fails the test. */
export const foreignInputs: Record<string, Attack> = {
  ...signInInputs,
  'identity.me': { input: () => undefined, expected: 'own_only' },
  'identity.signOut': { input: () => undefined, expected: 'ends_own_session' },
  'identity.signOutEverywhere': { input: () => undefined, expected: 'ends_own_session' },
  'identity.sessions.list': { input: nothing, expected: 'own_only' },
  'identity.sessions.touch': { input: nothing, expected: 'own_only' },
  'identity.sessions.revoke': { input: ({ sessionId }) => ({ id: sessionId }), expected: 'not_found' },
  'identity.users.list': { input: () => ({ limit: 200 }), expected: 'own_only' },
  'identity.users.names': { input: ({ userId }) => ({ ids: [userId] }), expected: 'own_only' },
  'identity.users.setStatus': {
    input: ({ userId }) => ({ id: userId, status: 'deactivated', version: 1 }),
    expected: 'not_found',
  },
  'identity.locations.list': { input: nothing, expected: 'own_only' },
  'identity.audit.list': { input: ({ userId }) => ({ actorId: userId }), expected: 'own_only' },
  'identity.apiKeys.list': { input: () => undefined, expected: 'own_only' },
  'identity.apiKeys.create': {
    input: () => ({ name: 'Key of a stranger', scopes: ['work:board:read'], days: 1 }),
    expected: 'own_only',
  },
  'identity.apiKeys.revoke': { input: ({ apiKeyId }) => ({ id: apiKeyId }), expected: 'not_found' },
  'identity.operatorAccess.list': { input: nothing, expected: 'own_only' },
  'identity.operatorAccess.log': {
    input: ({ operatorAccessId }) => ({ accessId: operatorAccessId }),
    expected: 'own_only',
  },
  'identity.operatorAccess.end': { input: ({ operatorAccessId }) => ({ id: operatorAccessId }), expected: 'not_found' },
  'identity.audit.actions': { input: () => undefined, expected: 'own_only' },
  'identity.audit.retention': { input: () => undefined, expected: 'own_only' },
  // The stranger's own policy has this version since the attack on `securityPolicy.save`, of which retention is a part.
  'identity.audit.setRetention': { input: () => ({ days: 90, version: 1 }), expected: 'own_only' },
  'identity.notifications.list': { input: ({ notificationId }) => ({ cursor: notificationId }), expected: 'own_only' },
  'identity.notifications.markRead': {
    input: ({ notificationId }) => ({ ids: [notificationId] }),
    expected: 'own_only',
  },
  'work.boards.list': { input: nothing, expected: 'own_only' },
  'work.boards.get': { input: ({ boardId }) => ({ id: boardId }), expected: 'not_found' },
  'work.boards.create': {
    input: () => ({ name: 'Board of a stranger', kind: 'team', tenantAccess: 'none' }),
    expected: 'own_only',
  },
  'work.boards.createFromFile': {
    input: ({ documentName }) => ({ name: 'Copy of a stranger', kind: 'team', file: documentFile(documentName) }),
    expected: 'own_only',
  },
  'work.boards.rename': { input: ({ boardId }) => ({ id: boardId, name: 'Taken', version: 1 }), expected: 'not_found' },
  'work.boards.setSharing': {
    input: ({ boardId }) => ({ id: boardId, tenantAccess: 'editor', version: 1 }),
    expected: 'not_found',
  },
  'work.boards.setMember': {
    input: ({ boardId, userId }) => ({ id: boardId, userId, access: 'owner' }),
    expected: 'not_found',
  },
  'work.boards.delete': { input: ({ boardId }) => ({ id: boardId, version: 1 }), expected: 'not_found' },
  'work.boards.restore': { input: ({ boardId }) => ({ id: boardId }), expected: 'not_found' },
  'work.cards.create': { input: ({ boardId }) => ({ boardId, title: 'Planted' }), expected: 'not_found' },
  'work.cards.move': {
    input: ({ boardId, cardId, columnId }) => ({ boardId, cardId, columnId }),
    expected: 'not_found',
  },
  'work.cards.get': { input: ({ cardId }) => ({ id: cardId }), expected: 'not_found' },
  'work.cards.list': { input: ({ boardId }) => ({ boardId }), expected: 'not_found' },
  'work.cards.mine': { input: nothing, expected: 'own_only' },
  'work.search': { input: () => ({ query: 'Confidential' }), expected: 'own_only' },
  'collaboration.liveDocuments.figures': { input: () => undefined, expected: 'own_only' },
  'collaboration.liveDocuments.list': { input: nothing, expected: 'own_only' },
  'collaboration.liveDocuments.close': { input: ({ documentId }) => ({ id: documentId }), expected: 'not_found' },
  'collaboration.liveDocuments.compact': { input: ({ documentId }) => ({ id: documentId }), expected: 'not_found' },
  'collaboration.liveDocuments.saveVersion': {
    input: ({ documentId }) => ({ id: documentId, name: 'Stolen' }),
    expected: 'not_found',
  },
  'collaboration.files.export': { input: ({ documentName }) => ({ documentName }), expected: 'not_found' },
  'collaboration.files.restore': {
    input: ({ documentName }) => ({ documentName, file: documentFile(documentName) }),
    expected: 'not_found',
  },
  'collaboration.policy.get': { input: nothing, expected: 'own_only' },
  'collaboration.policy.save': { input: () => ({ deletedContentDays: 30, version: 0 }), expected: 'own_only' },
  'collaboration.versions.list': { input: ({ documentName }) => ({ documentName }), expected: 'not_found' },
  'collaboration.versions.create': {
    input: ({ documentName }) => ({ documentName, name: 'Stolen' }),
    expected: 'not_found',
  },
  'collaboration.versions.compare': {
    input: ({ documentName, versionId }) => ({ documentName, fromVersionId: versionId, toVersionId: null }),
    expected: 'not_found',
  },
  'collaboration.versions.restore': {
    input: ({ documentName, versionId }) => ({ documentName, versionId }),
    expected: 'not_found',
  },
  ...rightsAttacks,
  ...customFieldAttacks,
};
