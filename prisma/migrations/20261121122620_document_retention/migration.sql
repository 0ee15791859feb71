-- CreateTable
CREATE TABLE "document_policy" (
    "tenant_id" UUID NOT NULL,
    "deleted_content_days" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "document_policy_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "document_purge" (
    "tenant_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "deleted_before" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_purge_pkey" PRIMARY KEY ("tenant_id","document_id")
);

-- AddForeignKey
ALTER TABLE "document_purge" ADD CONSTRAINT "document_purge_tenant_id_document_id_fkey" FOREIGN KEY ("tenant_id", "document_id") REFERENCES "document"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Hand-written: what prisma/models cannot say (policies, grants, constraints, functions).
ALTER TABLE document_policy ADD CONSTRAINT deleted_content_days_positive CHECK (deleted_content_days BETWEEN 1 AND 3650);

DO $$
DECLARE table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['document_policy', 'document_purge']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I TO muster_app, muster_projection '
      'USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id())', table_name);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE ON document_policy TO muster_app;
GRANT SELECT, INSERT, DELETE ON document_purge TO muster_app;
-- A version is written anew without what was purged from its document.
GRANT UPDATE (bytes) ON document_version TO muster_app;
