import { idSchema } from '@muster/contract/core/identifiers';
import { newApiKeySchema } from '@muster/contract/identity/api-keys';
import { z } from 'zod';
import { freshlyPermitted, permitted, router } from '../../core/trpc.ts';
import { createApiKey, listApiKeys, revokeApiKey } from './key-commands.ts';

/** Keys by which programs use the product. */
export const apiKeyRouter = router({
  list: permitted('identity:security:manage').query(({ ctx }) => listApiKeys(ctx.actor)),
  create: freshlyPermitted('identity:security:manage')
    .input(newApiKeySchema)
    .mutation(({ ctx, input }) => createApiKey(ctx.actor, input, ctx)),
  revoke: permitted('identity:security:manage')
    .input(z.object({ id: idSchema }))
    .mutation(({ ctx, input }) => revokeApiKey(ctx.actor, input.id)),
});
