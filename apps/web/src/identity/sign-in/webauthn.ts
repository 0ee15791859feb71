import type { RouterInputs, RouterOutputs } from '../../core/trpc.ts';

type UseOptions = RouterOutputs['identity']['passkeys']['beginSignIn']['options'];
type UsedPasskey = RouterInputs['identity']['passkeys']['signIn']['credential'];
type MakeOptions = RouterOutputs['identity']['passkeys']['beginRegistration']['options'];
type NewPasskey = RouterInputs['identity']['passkeys']['register']['credential'];

/** The library is needed only when a passkey is; the sign-in page stays light without it. */
const library = () => import('@simplewebauthn/browser');

/** Whether this browser can use passkeys at all, or suggest them in a field. */
export async function hasPasskeys(how: 'dialog' | 'autofill'): Promise<boolean> {
  if (!('PublicKeyCredential' in window)) return false;
  return how === 'dialog' || (await library()).browserSupportsWebAuthnAutofill();
}

/** Lets the person use a passkey. @throws when they do not */
export async function answerWithPasskey(options: UseOptions, autofill: boolean): Promise<UsedPasskey> {
  const { startAuthentication } = await library();
  const { id, rawId, type, response } = await startAuthentication({
    optionsJSON: options,
    useBrowserAutofill: autofill,
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  const answer = { clientDataJSON, authenticatorData, signature, ...(userHandle && { userHandle }) };
  return { id, rawId, type, clientExtensionResults: {}, response: answer };
}

/** Lets the person make a passkey. @throws when they do not */
export async function makePasskey(options: MakeOptions): Promise<NewPasskey> {
  const { startRegistration } = await library();
  const { id, rawId, type, response } = await startRegistration({ optionsJSON: options });
  const { clientDataJSON, attestationObject, transports } = response;
  const known = transports?.filter((transport) => transport !== undefined);
  const answer = { clientDataJSON, attestationObject, ...(known && { transports: known }) };
  return { id, rawId, type, clientExtensionResults: {}, response: answer };
}
