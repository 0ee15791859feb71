-- CreateIndex
CREATE INDEX "board_tenant_id_deleted_at_idx" ON "board"("tenant_id", "deleted_at");

-- Hand-written: what prisma/models cannot say (policies, grants, constraints, functions).
-- A board that was deleted longer ago than its company keeps such things goes for good, and its document with it. No command
-- removes one that is not deleted, nor a document that a board still has, nor what belongs to a document that is there.
GRANT DELETE ON board, document, document_update, projection_problem TO muster_app;
CREATE POLICY long_deleted ON board AS RESTRICTIVE FOR DELETE TO muster_app
  USING (deleted_at < now() - interval '1 day');
CREATE POLICY belongs_to_nothing ON document AS RESTRICTIVE FOR DELETE TO muster_app
  USING (NOT EXISTS (
    SELECT FROM board WHERE board.tenant_id = document.tenant_id AND board.document_id = document.id
  ));
CREATE POLICY without_document ON document_update AS RESTRICTIVE FOR DELETE TO muster_app
  USING (NOT EXISTS (
    SELECT FROM document WHERE document.tenant_id = document_update.tenant_id AND document.id = document_update.document_id
  ));
CREATE POLICY without_document ON projection_problem AS RESTRICTIVE FOR DELETE TO muster_app
  USING (NOT EXISTS (
    SELECT FROM document WHERE document.tenant_id = projection_problem.tenant_id AND document.id = projection_problem.document_id
  ));
