-- AlterTable
ALTER TABLE "document_projection" ADD COLUMN     "unclean_since" TIMESTAMPTZ(3);

-- Hand-written: documents that exist. As before, those count from their last snapshot that have edits since; and so do large ones,
-- whose snapshots may have been merged with what was deleted in them (compaction/compact-document.ts). The owner is bound by
-- row-level security too, so it is lifted for this statement.
ALTER TABLE document NO FORCE ROW LEVEL SECURITY;
ALTER TABLE document_snapshot NO FORCE ROW LEVEL SECURITY;
ALTER TABLE document_projection NO FORCE ROW LEVEL SECURITY;
UPDATE document_projection projection SET unclean_since = coalesce(snapshot.created_at, document.created_at)
  FROM document
  LEFT JOIN document_snapshot snapshot ON snapshot.tenant_id = document.tenant_id AND snapshot.document_id = document.id
  WHERE projection.tenant_id = document.tenant_id AND projection.document_id = document.id
    AND (document.last_sequence > coalesce(snapshot.sequence, 0) OR length(snapshot.bytes) > 512 * 1024);
ALTER TABLE document FORCE ROW LEVEL SECURITY;
ALTER TABLE document_snapshot FORCE ROW LEVEL SECURITY;
ALTER TABLE document_projection FORCE ROW LEVEL SECURITY;

-- CreateIndex
CREATE INDEX "document_projection_tenant_id_unclean_since_idx" ON "document_projection"("tenant_id", "unclean_since");

-- CreateIndex
CREATE INDEX "document_version_tenant_id_created_at_idx" ON "document_version"("tenant_id", "created_at");

-- Hand-written: what prisma/models cannot say. The largest snapshot is found without a look at the others.
CREATE INDEX document_snapshot_length ON document_snapshot (length(bytes));
-- Compaction notes what it has cleaned.
GRANT UPDATE (unclean_since) ON document_projection TO muster_sync;
