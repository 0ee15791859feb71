-- AlterTable
ALTER TABLE "document_snapshot" ADD COLUMN     "coverage" BYTEA;

-- Hand-written.
-- Both tables' rows are updated with every batch of edits, in columns that no index has: room on their pages keeps the
-- new version on the same page (a HOT update), so that no index is touched.
ALTER TABLE document SET (fillfactor = 60);
ALTER TABLE document_projection SET (fillfactor = 60);
