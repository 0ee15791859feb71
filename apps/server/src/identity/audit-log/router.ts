import { auditPageSchema, auditRetentionSchema } from '@muster/contract/identity/audit';
import { freshlyPermitted, permitted, router } from '../../core/trpc.ts';
import { listAuditActions, listAuditEntries } from './audit-queries.ts';
import { auditRetention, setAuditRetention } from './audit-retention.ts';

/** The audit log and for how long it is kept. */
export const auditRouter = router({
  list: permitted('identity:audit:read')
    .input(auditPageSchema)
    .query(({ ctx, input }) => listAuditEntries(ctx.actor, input)),
  actions: permitted('identity:audit:read').query(({ ctx }) => listAuditActions(ctx.actor)),
  retention: permitted('identity:security:manage').query(({ ctx }) => auditRetention(ctx.actor)),
  setRetention: freshlyPermitted('identity:security:manage')
    .input(auditRetentionSchema)
    .mutation(({ ctx, input }) => setAuditRetention(ctx.actor, input)),
});
