/** The library of passkeys, loaded when somebody uses one: with all that it reads certificates by it takes some 20 MB. */
export const webAuthn = () => import('@simplewebauthn/server');
