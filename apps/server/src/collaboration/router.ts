import {
  newVersionSchema,
  versionComparisonSchema,
  versionListSchema,
  versionReferenceSchema,
} from '@muster/contract/collaboration/versions';
import { permitted, router } from '../core/trpc.ts';
import { createVersion, restoreVersion } from './versions/version-commands.ts';
import { compareVersions, listVersions } from './versions/version-queries.ts';

/** Named versions of live documents. Each also asks the document's kind what the caller may do with this one. */
export const collaborationRouter = router({
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
