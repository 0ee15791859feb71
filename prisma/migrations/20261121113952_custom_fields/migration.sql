-- CreateEnum
CREATE TYPE "custom_field_type" AS ENUM ('text', 'number', 'money', 'date', 'choice', 'multi_choice', 'user', 'link');

-- AlterTable
ALTER TABLE "board" ADD COLUMN     "custom_fields" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "location" ADD COLUMN     "custom_fields" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "custom_fields" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "custom_field" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "type" "custom_field_type" NOT NULL,
    "label" TEXT NOT NULL,
    "help" TEXT NOT NULL DEFAULT '',
    "required" BOOLEAN NOT NULL DEFAULT false,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "position" INTEGER NOT NULL,
    "indexed" BOOLEAN NOT NULL DEFAULT false,
    "index_ready" BOOLEAN NOT NULL DEFAULT true,
    "index_cursor" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "custom_field_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "custom_field_index" (
    "tenant_id" UUID NOT NULL,
    "field_id" UUID NOT NULL,
    "entity_id" UUID NOT NULL,
    "slot" INTEGER NOT NULL DEFAULT 0,
    "text_value" TEXT,
    "number_value" DOUBLE PRECISION,
    "date_value" DATE,

    CONSTRAINT "custom_field_index_pkey" PRIMARY KEY ("tenant_id","field_id","entity_id","slot")
);

-- CreateTable
CREATE TABLE "list_columns" (
    "tenant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "columns" TEXT[],

    CONSTRAINT "list_columns_pkey" PRIMARY KEY ("tenant_id","user_id","list")
);

-- CreateIndex
CREATE UNIQUE INDEX "custom_field_tenant_id_entity_key_key" ON "custom_field"("tenant_id", "entity", "key");

-- CreateIndex
CREATE INDEX "custom_field_index_tenant_id_field_id_text_value_entity_id_idx" ON "custom_field_index"("tenant_id", "field_id", "text_value", "entity_id");

-- CreateIndex
CREATE INDEX "custom_field_index_tenant_id_field_id_number_value_entity_i_idx" ON "custom_field_index"("tenant_id", "field_id", "number_value", "entity_id");

-- CreateIndex
CREATE INDEX "custom_field_index_tenant_id_field_id_date_value_entity_id_idx" ON "custom_field_index"("tenant_id", "field_id", "date_value", "entity_id");

-- AddForeignKey
ALTER TABLE "custom_field" ADD CONSTRAINT "custom_field_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "custom_field_index" ADD CONSTRAINT "custom_field_index_tenant_id_field_id_fkey" FOREIGN KEY ("tenant_id", "field_id") REFERENCES "custom_field"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list_columns" ADD CONSTRAINT "list_columns_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------------------
-- Hand-written from here on: what Prisma cannot derive.
-- ---------------------------------------------------------------------------------------------------------------

ALTER TABLE "user" ADD CONSTRAINT user_custom_fields_object CHECK (jsonb_typeof(custom_fields) = 'object');
ALTER TABLE location ADD CONSTRAINT location_custom_fields_object CHECK (jsonb_typeof(custom_fields) = 'object');
ALTER TABLE board ADD CONSTRAINT board_custom_fields_object CHECK (jsonb_typeof(custom_fields) = 'object');

-- What the worker looks for every second: fields whose index is still to be filled.
CREATE INDEX custom_field_index_to_fill ON custom_field (tenant_id, id) WHERE NOT index_ready;

DO $$
DECLARE table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['custom_field', 'custom_field_index', 'list_columns']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I TO muster_app, muster_projection '
      'USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id())', table_name);
  END LOOP;
END $$;

-- A definition is put away, never deleted: the values that records hold keep their meaning.
GRANT SELECT, INSERT, UPDATE ON custom_field, list_columns TO muster_app;
GRANT SELECT, INSERT, DELETE ON custom_field_index TO muster_app;

-- muster_relay: finds the companies that have an index to fill; filling it is done as muster_app, one company at a time.
CREATE POLICY relay ON custom_field FOR SELECT TO muster_relay USING (true);
GRANT SELECT (tenant_id, id, index_ready) ON custom_field TO muster_relay;

-- Companies that exist: their roles get the new permissions, as new companies' do (contract: roles.ts). The owner is
-- bound by row-level security too, so it is lifted for these statements.
ALTER TABLE role NO FORCE ROW LEVEL SECURITY;
ALTER TABLE role_permission NO FORCE ROW LEVEL SECURITY;
INSERT INTO role_permission (tenant_id, role_id, permission)
  SELECT tenant_id, id, 'identity:custom-field:manage' FROM role WHERE key IN ('super_admin', 'c_suite')
  ON CONFLICT DO NOTHING;
-- Whoever sees records sees their fields.
INSERT INTO role_permission (tenant_id, role_id, permission)
  SELECT DISTINCT tenant_id, role_id, 'identity:custom-field:read' FROM role_permission
  WHERE permission IN ('identity:user:read', 'identity:location:read', 'work:board:read')
  ON CONFLICT DO NOTHING;
ALTER TABLE role FORCE ROW LEVEL SECURITY;
ALTER TABLE role_permission FORCE ROW LEVEL SECURITY;
