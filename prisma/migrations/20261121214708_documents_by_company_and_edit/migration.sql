-- CreateIndex
CREATE INDEX "document_tenant_id_edited_around_idx" ON "document"("tenant_id", "edited_around");
