import type { Attack } from './foreign-ids.ts';

const ticket = 'A'.repeat(43);
const nothing = () => undefined;
const credential = { id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {} };
const response = { clientDataJSON: 'AAAA', attestationObject: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' };
const usedPasskey = { ticket, credential: { ...credential, response } };
const issuer = { name: 'Taken', clientId: 'taken', enabled: false, satisfiesMfa: true };
const policy = { ssoOnly: false, mfaLevel: null, allowedDomains: [], idleMinutes: 600, absoluteMinutes: 6000 };

/** Steps of a sign-in that need nobody to be signed in: a ticket or a token stands for who it is. */
export const signInPublicProcedures = [
  'identity.secondFactor.verify',
  'identity.secondFactor.beginEnrolment',
  'identity.secondFactor.finishEnrolment',
  'identity.passkeys.beginSignIn',
  'identity.passkeys.signIn',
  'identity.passwordReset.request',
  'identity.passwordReset.reset',
  'identity.invitations.preview',
  'identity.invitations.accept',
  'identity.issuers.offered',
];

/** How the procedures about ways to sign in are attacked. */
export const signInInputs: Record<string, Attack> = {
  'identity.signInWays': { input: nothing, expected: 'own_only' },
  'identity.changePassword': {
    input: () => ({ currentPassword: 'not the password', newPassword: 'seven quiet harbours' }),
    expected: 'refused',
  },
  'identity.totp.begin': { input: nothing, expected: 'own_only' },
  'identity.totp.confirm': { input: () => ({ code: '000000' }), expected: 'refused' },
  'identity.totp.remove': { input: nothing, expected: 'own_only' },
  'identity.totp.renewRecoveryCodes': { input: nothing, expected: 'not_found' },
  'identity.passkeys.list': { input: nothing, expected: 'own_only' },
  'identity.passkeys.beginRegistration': { input: nothing, expected: 'own_only' },
  'identity.passkeys.register': { input: () => ({ ...usedPasskey, name: 'Planted' }), expected: 'refused' },
  'identity.passkeys.rename': { input: ({ passkeyId }) => ({ id: passkeyId, name: 'Taken' }), expected: 'not_found' },
  'identity.passkeys.remove': { input: ({ passkeyId }) => ({ id: passkeyId }), expected: 'not_found' },
  'identity.stepUp.password': { input: () => ({ password: 'not the password' }), expected: 'refused' },
  'identity.stepUp.beginPasskey': { input: nothing, expected: 'own_only' },
  'identity.stepUp.passkey': { input: () => usedPasskey, expected: 'refused' },
  'identity.invitations.list': { input: nothing, expected: 'own_only' },
  'identity.invitations.create': {
    input: ({ roleId }) => ({ email: 'new@south.test', name: 'New', locale: 'en', roleIds: [roleId] }),
    expected: 'not_found',
  },
  'identity.invitations.revoke': { input: ({ invitationId }) => ({ id: invitationId }), expected: 'not_found' },
  'identity.securityPolicy.get': { input: nothing, expected: 'own_only' },
  'identity.securityPolicy.save': { input: () => ({ ...policy, version: 0 }), expected: 'own_only' },
  'identity.issuers.list': { input: nothing, expected: 'own_only' },
  'identity.issuers.create': {
    input: () => ({ ...issuer, preset: 'microsoft', issuer: 'common', clientSecret: 'x' }),
    expected: 'refused',
  },
  'identity.issuers.update': {
    input: ({ issuerId }) => ({ ...issuer, id: issuerId, version: 1 }),
    expected: 'not_found',
  },
  'identity.issuers.remove': { input: ({ issuerId }) => ({ id: issuerId }), expected: 'not_found' },
};
