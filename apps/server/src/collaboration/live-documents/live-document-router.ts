import {
  liveDocumentListSchema,
  liveDocumentSchema,
  liveDocumentVersionSchema,
} from '@muster/contract/collaboration/live-documents';
import { permitted, router } from '../../core/trpc.ts';
import { closeLiveDocument, compactLiveDocument, saveVersionOf } from './live-document-commands.ts';
import { listLiveDocuments, liveDocumentFigures } from './live-document-queries.ts';

/** What an administrator sees of a company's live documents, and does with them. */
export const liveDocumentsRouter = router({
  figures: permitted('collaboration:document:read').query(({ ctx }) => liveDocumentFigures(ctx.actor)),
  list: permitted('collaboration:document:read')
    .input(liveDocumentListSchema)
    .query(({ ctx, input }) => listLiveDocuments(ctx.actor, input)),
  close: permitted('collaboration:document:manage')
    .input(liveDocumentSchema)
    .mutation(({ ctx, input }) => closeLiveDocument(ctx.actor, input.id)),
  compact: permitted('collaboration:document:manage')
    .input(liveDocumentSchema)
    .mutation(({ ctx, input }) => compactLiveDocument(ctx.actor, input.id)),
  saveVersion: permitted('collaboration:document:manage')
    .input(liveDocumentVersionSchema)
    .mutation(({ ctx, input }) => saveVersionOf(ctx.actor, input)),
});
