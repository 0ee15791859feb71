import { idSchema } from '@muster/contract/core/identifiers';
import {
  acceptInvitationSchema,
  createInvitationSchema,
  invitationTokenSchema,
} from '@muster/contract/identity/invitations';
import { createOidcProviderSchema, updateOidcProviderSchema } from '@muster/contract/identity/oidc';
import {
  registerPasskeyInputSchema,
  renamePasskeyInputSchema,
  usePasskeyInputSchema,
} from '@muster/contract/identity/passkey';
import { newPasswordSchema } from '@muster/contract/identity/passwords';
import { saveSecurityPolicySchema } from '@muster/contract/identity/session-policy';
import {
  emailSchema,
  type SignInResult,
  secondFactorInputSchema,
  ticketSchema,
} from '@muster/contract/identity/sign-in';
import { totpCodeSchema } from '@muster/contract/identity/totp';
import { z } from 'zod';
import { freshlyPermitted, permitted, publicProcedure, type RequestContext, router } from '../../core/trpc.ts';
import { acceptInvitation, previewInvitation } from './accept-invitation.ts';
import { providersFor } from './accounts.ts';
import { createInvitation, listInvitations, revokeInvitation } from './invitations.ts';
import { createProvider, listProviders, removeProvider, updateProvider } from './oidc/provider-commands.ts';
import { beginPasskeySignIn, signInByPasskey, stepUpByPasskey } from './passkey-sign-in.ts';
import { beginPasskeyRegistration, listPasskeys, registerPasskey, removePasskey, renamePasskey } from './passkeys.ts';
import { changePassword } from './password-commands.ts';
import { resetPassword } from './password-reset.ts';
import { saveSecurityPolicy, securityPolicy } from './policy-commands.ts';
import { requestPasswordReset } from './reset-requests.ts';
import { beginEnrolment, finishEnrolment, verifySecondFactor } from './second-factor.ts';
import { beginOwnTotp, confirmOwnTotp, removeOwnTotp, renewRecoveryCodes, signInWays } from './sign-in-ways.ts';
import { stepUpByPassword } from './step-up.ts';

const own = 'identity:session:manage';
const ticketInput = z.object({ ticket: ticketSchema });
const passwordSchema = z.string().min(1).max(1024);

/** Gives the browser its session cookie when a step of a sign-in was the last one. */
export function keepSession(ctx: RequestContext, result: SignInResult): SignInResult {
  if (result.status === 'signed_in') ctx.setSessionToken(result.token);
  return result;
}

const secondFactor = router({
  verify: publicProcedure('a sign-in is half done, and the ticket proves its first half')
    .input(secondFactorInputSchema)
    .mutation(async ({ ctx, input }) => keepSession(ctx, await verifySecondFactor(input, ctx))),
  beginEnrolment: publicProcedure('a sign-in is half done, and the ticket proves its first half')
    .input(ticketInput)
    .mutation(({ input }) => beginEnrolment(input.ticket)),
  finishEnrolment: publicProcedure('a sign-in is half done, and the ticket proves its first half')
    .input(ticketInput.extend({ code: totpCodeSchema }))
    .mutation(async ({ ctx, input }) => {
      const { result, recoveryCodes } = await finishEnrolment(input.ticket, input.code, ctx);
      return { result: keepSession(ctx, result), recoveryCodes };
    }),
});

const passkeys = router({
  beginSignIn: publicProcedure('nobody is signed in before signing in').mutation(() =>
    beginPasskeySignIn('passkey_sign_in'),
  ),
  signIn: publicProcedure('nobody is signed in before signing in')
    .input(usePasskeyInputSchema)
    .mutation(async ({ ctx, input }) => keepSession(ctx, await signInByPasskey(input, ctx))),
  list: permitted(own).query(({ ctx }) => listPasskeys(ctx.actor)),
  beginRegistration: freshlyPermitted(own).mutation(({ ctx }) =>
    beginPasskeyRegistration(ctx.actor, ctx.signedIn.user.email),
  ),
  register: freshlyPermitted(own)
    .input(registerPasskeyInputSchema)
    .mutation(({ ctx, input }) => registerPasskey(ctx.actor, input, ctx)),
  rename: permitted(own)
    .input(renamePasskeyInputSchema)
    .mutation(({ ctx, input }) => renamePasskey(ctx.actor, input)),
  remove: freshlyPermitted(own)
    .input(z.object({ id: idSchema }))
    .mutation(({ ctx, input }) => removePasskey(ctx.actor, input.id, ctx)),
});

const totp = router({
  begin: freshlyPermitted(own).mutation(({ ctx }) => beginOwnTotp(ctx.actor, ctx.signedIn.user.email)),
  confirm: freshlyPermitted(own)
    .input(z.object({ code: totpCodeSchema }))
    .mutation(({ ctx, input }) => confirmOwnTotp(ctx.actor, input.code, ctx)),
  remove: freshlyPermitted(own).mutation(({ ctx }) => removeOwnTotp(ctx.actor, ctx)),
  renewRecoveryCodes: freshlyPermitted(own).mutation(({ ctx }) => renewRecoveryCodes(ctx.actor, ctx)),
});

const stepUp = router({
  password: permitted(own)
    .input(z.object({ password: passwordSchema, code: totpCodeSchema.optional() }))
    .mutation(({ ctx, input }) => stepUpByPassword(ctx.actor, input.password, input.code)),
  beginPasskey: permitted(own).mutation(() => beginPasskeySignIn('passkey_step_up')),
  passkey: permitted(own)
    .input(usePasskeyInputSchema)
    .mutation(({ ctx, input }) => stepUpByPasskey(ctx.actor, input)),
});

const passwordReset = router({
  request: publicProcedure('whoever has forgotten their password cannot sign in')
    .input(z.object({ email: emailSchema }))
    .mutation(({ ctx, input }) => requestPasswordReset(input.email, ctx.ipAddress)),
  reset: publicProcedure('the token of the mail proves who it is')
    .input(z.object({ token: ticketSchema, password: newPasswordSchema }))
    .mutation(({ ctx, input }) => resetPassword(input.token, input.password, ctx)),
});

const invitations = router({
  preview: publicProcedure('the token of the mail proves who it is')
    .input(invitationTokenSchema)
    // A mutation, since a query would write the token into addresses and logs.
    .mutation(({ ctx, input }) => previewInvitation(input.token, ctx.ipAddress)),
  accept: publicProcedure('the token of the mail proves who it is')
    .input(acceptInvitationSchema)
    .mutation(async ({ ctx, input }) => keepSession(ctx, await acceptInvitation(input, ctx))),
  list: permitted('identity:user:manage').query(({ ctx }) => listInvitations(ctx.actor)),
  // An invitation gives roles, to whoever is named: like all giving of rights it asks for a fresh sign-in.
  create: freshlyPermitted('identity:user:manage')
    .input(createInvitationSchema)
    .mutation(({ ctx, input }) => createInvitation(ctx.actor, ctx.signedIn.tenant.name, input)),
  revoke: permitted('identity:user:manage')
    .input(z.object({ id: idSchema }))
    .mutation(({ ctx, input }) => revokeInvitation(ctx.actor, input.id)),
});

const policy = router({
  get: permitted('identity:security:manage').query(({ ctx }) => securityPolicy(ctx.actor)),
  save: freshlyPermitted('identity:security:manage')
    .input(saveSecurityPolicySchema)
    .mutation(({ ctx, input }) => saveSecurityPolicy(ctx.actor, ctx.signedIn.user.email, input)),
});

const issuers = router({
  offered: publicProcedure('the sign-in page offers them before anybody is known')
    .input(z.object({ email: emailSchema.optional() }))
    .query(({ input }) => providersFor(input.email ?? null)),
  list: permitted('identity:security:manage').query(({ ctx }) => listProviders(ctx.actor)),
  create: freshlyPermitted('identity:security:manage')
    .input(createOidcProviderSchema)
    .mutation(({ ctx, input }) => createProvider(ctx.actor, input)),
  update: freshlyPermitted('identity:security:manage')
    .input(updateOidcProviderSchema)
    .mutation(({ ctx, input }) => updateProvider(ctx.actor, input)),
  remove: freshlyPermitted('identity:security:manage')
    .input(z.object({ id: idSchema }))
    .mutation(({ ctx, input }) => removeProvider(ctx.actor, input.id)),
});

/** The ways to sign in, and what people do with their own ones. */
export const signInProcedures = {
  secondFactor,
  passkeys,
  totp,
  stepUp,
  passwordReset,
  invitations,
  securityPolicy: policy,
  issuers,
  signInWays: permitted(own).query(({ ctx }) => signInWays(ctx.actor)),
  changePassword: permitted(own)
    .input(z.object({ currentPassword: passwordSchema, newPassword: newPasswordSchema }))
    .mutation(({ ctx, input }) => changePassword(ctx.actor, input, ctx.signedIn.user.email, ctx)),
};
