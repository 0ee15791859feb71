import { idSchema } from '@muster/contract/core/identifiers';
import {
  enterTenantSchema,
  impersonateSchema,
  type OperatorMe,
  operatorAccessPageSchema,
  operatorLogPageSchema,
  operatorSignInSchema,
  operatorTenantsSchema,
} from '@muster/contract/identity/operator';
import { z } from 'zod';
import { notFound } from '../../core/errors.ts';
import { operatorProcedureBy, permitted, publicProcedure, router } from '../../core/trpc.ts';
import { listAccesses, listOpened } from './access-queries.ts';
import { leaveTenant, openAccessOf, renewAccessToken } from './accesses.ts';
import { demoOperator } from './demo-operator.ts';
import { endAccess } from './end-access.ts';
import { enterTenant } from './enter-tenant.ts';
import { impersonate, stopActing } from './impersonation.ts';
import { authenticateOperator, endOperatorSession, type SignedInOperator } from './operator-sessions.ts';
import { signInOperator } from './operator-sign-in.ts';
import { listTenants } from './tenants-of-platform.ts';

/** Only the operator's own cookie counts here: no token of a company's session, and no bearer. */
const operatorProcedure = operatorProcedureBy(({ operatorCookies }) =>
  authenticateOperator(operatorCookies.sessionToken),
);

async function meOf(operator: SignedInOperator): Promise<OperatorMe> {
  const { id, name, email } = operator;
  const open = await openAccessOf(operator);
  if (!open) return { id, name, email, access: null };
  const { impersonationId: _impersonation, ...access } = open;
  return { id, name, email, access };
}

/** What the platform's operators do: sign in, enter a company, act as one of its people, leave. */
export const operatorRouter = router({
  signIn: publicProcedure('nobody is signed in before signing in')
    .input(operatorSignInSchema)
    .mutation(async ({ ctx, input }) => {
      ctx.operatorCookies.setSessionToken(await signInOperator(input, ctx));
    }),
  demoLogin: publicProcedure('the demo shows its operator before sign-in; elsewhere the answer is null').query(
    demoOperator,
  ),
  me: operatorProcedure.query(({ ctx }) => meOf(ctx.operator)),
  signOut: operatorProcedure.mutation(async ({ ctx }) => {
    await leaveTenant(ctx.operator, 'signed_out', ctx.requestId);
    await endOperatorSession(ctx.operator.sessionId);
    ctx.operatorCookies.setAccessToken(null);
    ctx.operatorCookies.setSessionToken(null);
  }),
  tenants: operatorProcedure.input(operatorTenantsSchema).query(({ input }) => listTenants(input)),
  enter: operatorProcedure.input(enterTenantSchema).mutation(async ({ ctx, input }) => {
    ctx.operatorCookies.setAccessToken(await enterTenant(ctx.operator, input, ctx));
  }),
  impersonate: operatorProcedure.input(impersonateSchema).mutation(async ({ ctx, input }) => {
    ctx.operatorCookies.setAccessToken(await impersonate(ctx.operator, input, ctx.requestId));
  }),
  /** Goes on in the company that is open, as the operator: acting as a person ends. */
  resume: operatorProcedure.mutation(async ({ ctx }) => {
    await stopActing(ctx.operator, ctx.requestId);
    ctx.operatorCookies.setAccessToken(await renewAccessToken(ctx.operator));
  }),
  leave: operatorProcedure.mutation(async ({ ctx }) => {
    await leaveTenant(ctx.operator, 'operator', ctx.requestId);
    ctx.operatorCookies.setAccessToken(null);
  }),
});

const manage = 'identity:security:manage';

/** What a company's administrators see of operators, and how they send one out. */
export const operatorAccessRouter = router({
  list: permitted(manage)
    .input(operatorAccessPageSchema)
    .query(({ ctx, input }) => listAccesses(ctx.actor, input)),
  log: permitted(manage)
    .input(operatorLogPageSchema)
    .query(({ ctx, input }) => listOpened(ctx.actor, input)),
  end: permitted(manage)
    .input(z.object({ id: idSchema }))
    .mutation(async ({ ctx, input }) => {
      if (!(await endAccess(ctx.actor, input.id, 'administrator'))) throw notFound('open stay of an operator');
    }),
});
