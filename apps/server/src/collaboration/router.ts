import { documentExportSchema, documentRestoreSchema } from '@muster/contract/collaboration/files';
import { documentPolicySchema } from '@muster/contract/collaboration/retention';
import {
  newVersionSchema,
  versionComparisonSchema,
  versionListSchema,
  versionReferenceSchema,
} from '@muster/contract/collaboration/versions';
import { permitted, router } from '../core/trpc.ts';
import { exportDocument, restoreDocument } from './backup/file-commands.ts';
import { liveDocumentsRouter } from './live-documents/live-document-router.ts';
import { documentPolicy, saveDocumentPolicy } from './retention/document-policy.ts';
import { createVersion, restoreVersion } from './versions/version-commands.ts';
import { compareVersions, listVersions } from './versions/version-queries.ts';

/** Named versions of live documents, which also ask the document's kind what the caller may do, and their operation. */
export const collaborationRouter = router({
  liveDocuments: liveDocumentsRouter,
  files: router({
    export: permitted('collaboration:version:read')
      .input(documentExportSchema)
      .mutation(({ ctx, input }) => exportDocument(ctx.actor, input)),
    restore: permitted('collaboration:version:restore')
      .input(documentRestoreSchema)
      .mutation(({ ctx, input }) => restoreDocument(ctx.actor, input)),
  }),
  policy: router({
    get: permitted('collaboration:document:read').query(({ ctx }) => documentPolicy(ctx.actor)),
    save: permitted('collaboration:document:manage')
      .input(documentPolicySchema)
      .mutation(({ ctx, input }) => saveDocumentPolicy(ctx.actor, input)),
  }),
  versions: router({
    list: permitted('collaboration:version:read')
      .input(versionListSchema)
      .query(({ ctx, input }) => listVersions(ctx.actor, input)),
    compare: permitted('collaboration:version:read')
      .input(versionComparisonSchema)
      .query(({ ctx, input }) => compareVersions(ctx.actor, input)),
    create: permitted('collaboration:version:create')
      .input(newVersionSchema)
      .mutation(({ ctx, input }) => createVersion(ctx.actor, input)),
    restore: permitted('collaboration:version:restore')
      .input(versionReferenceSchema)
      .mutation(({ ctx, input }) => restoreVersion(ctx.actor, input)),
  }),
});
