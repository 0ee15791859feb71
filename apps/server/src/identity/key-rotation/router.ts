import { idSchema } from '@muster/contract/core/identifiers';
import { z } from 'zod';
import { cancelRotation, rotationStatus, startRotation } from '../../core/sealing/rotation/rotation-commands.ts';
import { freshlyPermitted, permitted, router } from '../../core/trpc.ts';

/** Sealing the company's encrypted fields under the newest key. */
export const keyRotationRouter = router({
  status: permitted('identity:security:manage').query(({ ctx }) => rotationStatus(ctx.actor.tenantId)),
  start: freshlyPermitted('identity:security:manage').mutation(({ ctx }) => startRotation(ctx.actor)),
  cancel: freshlyPermitted('identity:security:manage')
    .input(z.object({ id: idSchema }))
    .mutation(({ ctx, input }) => cancelRotation(ctx.actor, input.id)),
});
