import { idSchema } from '@muster/contract/core/identifiers';
import { pageInputSchema } from '@muster/contract/core/pagination';
import { customFieldQuerySchema } from '@muster/contract/identity/custom-fields/filter';
import { locationChangeSchema, locationDeletionSchema, newLocationSchema } from '@muster/contract/identity/locations';
import { abilitiesOf } from '@muster/contract/identity/rights/abilities';
import type { Me } from '@muster/contract/identity/sign-in';
import { signInInputSchema } from '@muster/contract/identity/sign-in';
import { z } from 'zod';
import { permitted, publicProcedure, router } from '../core/trpc.ts';
import { apiKeyRouter } from './api-keys/router.ts';
import { auditRouter } from './audit-log/router.ts';
import { customFieldRouter } from './custom-fields/router.ts';
import { demoLogins } from './demo-logins.ts';
import { keyRotationRouter } from './key-rotation/router.ts';
import { markNotificationsRead } from './notifications.ts';
import { actingOperator } from './operator/acting-operator.ts';
import { operatorAccessRouter, operatorRouter } from './operator/router.ts';
import { visibleNames } from './people-names.ts';
import { listLocations, listNotifications, listSessions, listUsers } from './queries.ts';
import { changeLocation, createLocation, setLocationDeleted } from './rights/location-commands.ts';
import { rightsProcedures } from './rights/router.ts';
import { revokeAllSessions, revokeSession } from './session-commands.ts';
import { signIn } from './sign-in/password-sign-in.ts';
import { keepSession, signInProcedures } from './sign-in/router.ts';
import { setUserStatus } from './user-commands.ts';

const searchInputSchema = pageInputSchema.extend({
  search: z.string().trim().max(200).optional(),
  ...customFieldQuerySchema.shape,
});

const sessions = router({
  list: permitted('identity:session:manage')
    .input(pageInputSchema)
    .query(({ ctx, input }) => listSessions(ctx.actor, input)),
  revoke: permitted('identity:session:manage')
    .input(z.object({ id: idSchema }))
    .mutation(({ ctx, input }) => revokeSession(ctx.actor, input.id)),
  // A call is use by itself: for who works at a board, over its socket alone.
  touch: permitted('identity:session:manage').mutation(() => undefined),
});

const users = router({
  list: permitted('identity:user:read')
    .input(searchInputSchema)
    .query(({ ctx, input }) => listUsers(ctx.actor, input)),
  names: permitted('identity:user:read')
    .input(z.object({ ids: z.array(idSchema).min(1).max(200) }))
    .query(({ ctx, input }) => visibleNames(ctx.actor, input.ids)),
  setStatus: permitted('identity:user:manage')
    .input(z.object({ id: idSchema, status: z.enum(['active', 'deactivated']), version: z.number().int().min(1) }))
    .mutation(({ ctx, input }) => setUserStatus(ctx.actor, input)),
});

const notifications = router({
  list: permitted('identity:session:manage')
    .input(pageInputSchema)
    .query(({ ctx, input }) => listNotifications(ctx.actor, input)),
  markRead: permitted('identity:session:manage')
    .input(z.union([z.object({ ids: z.array(idSchema).min(1).max(200) }), z.object({ all: z.literal(true) })]))
    .mutation(({ ctx, input }) => markNotificationsRead(ctx.actor, 'all' in input ? 'all' : input.ids)),
});

/** Sign-in, people, branches, sessions, notifications and the audit log. */
export const identityRouter = router({
  signIn: publicProcedure('nobody is signed in before signing in')
    .input(signInInputSchema)
    .mutation(async ({ ctx, input }) => keepSession(ctx, await signIn(input, ctx))),
  ...signInProcedures,
  signOut: permitted('identity:session:manage').mutation(async ({ ctx }) => {
    await revokeSession(ctx.actor, ctx.actor.sessionId);
    ctx.setSessionToken(null);
  }),
  signOutEverywhere: permitted('identity:session:manage').mutation(async ({ ctx }) => {
    await revokeAllSessions(ctx.actor);
    ctx.setSessionToken(null);
  }),
  me: permitted('identity:session:manage').query(
    ({ ctx }): Me => ({
      user: ctx.signedIn.user,
      tenant: ctx.signedIn.tenant,
      abilities: abilitiesOf(ctx.actor.rights),
      demo: demoLogins() !== null,
      operator: actingOperator(ctx.actor.operator),
    }),
  ),
  demoLogins: publicProcedure('the demo shows its logins before sign-in; elsewhere the answer is null').query(
    demoLogins,
  ),
  sessions,
  users,
  notifications,
  locations: router({
    list: permitted('identity:location:read')
      .input(searchInputSchema)
      .query(({ ctx, input }) => listLocations(ctx.actor, input)),
    create: permitted('identity:location:manage')
      .input(newLocationSchema)
      .mutation(({ ctx, input }) => createLocation(ctx.actor, input)),
    setDeleted: permitted('identity:location:manage')
      .input(locationDeletionSchema)
      .mutation(({ ctx, input }) => setLocationDeleted(ctx.actor, input)),
    update: permitted('identity:location:manage')
      .input(locationChangeSchema)
      .mutation(({ ctx, input }) => changeLocation(ctx.actor, input)),
  }),
  ...rightsProcedures,
  audit: auditRouter,
  apiKeys: apiKeyRouter,
  customFields: customFieldRouter,
  operator: operatorRouter,
  operatorAccess: operatorAccessRouter,
  keyRotation: keyRotationRouter,
});
