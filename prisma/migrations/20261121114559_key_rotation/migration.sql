-- CreateEnum
CREATE TYPE "key_rotation_state" AS ENUM ('running', 'done', 'cancelled');

-- CreateEnum
CREATE TYPE "key_rotation_failure_reason" AS ENUM ('key_missing', 'damaged');

-- AlterTable
ALTER TABLE "employee" ADD COLUMN     "bank_account_sealed" BYTEA,
ADD COLUMN     "tax_number_hash" BYTEA,
ADD COLUMN     "tax_number_sealed" BYTEA;

-- CreateTable
CREATE TABLE "key_rotation" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key_id" TEXT NOT NULL,
    "state" "key_rotation_state" NOT NULL DEFAULT 'running',
    "at_column" TEXT,
    "at_row_id" UUID,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_by_id" UUID,
    "started_by_name" TEXT,
    "advanced_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "cancelled_by_name" TEXT,

    CONSTRAINT "key_rotation_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "key_rotation_failure" (
    "tenant_id" UUID NOT NULL,
    "rotation_id" UUID NOT NULL,
    "column_name" TEXT NOT NULL,
    "row_id" UUID NOT NULL,
    "reason" "key_rotation_failure_reason" NOT NULL,

    CONSTRAINT "key_rotation_failure_pkey" PRIMARY KEY ("tenant_id","rotation_id","column_name","row_id")
);

-- CreateIndex
CREATE INDEX "employee_tenant_id_tax_number_hash_idx" ON "employee"("tenant_id", "tax_number_hash");

-- AddForeignKey
ALTER TABLE "key_rotation" ADD CONSTRAINT "key_rotation_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_rotation_failure" ADD CONSTRAINT "key_rotation_failure_tenant_id_rotation_id_fkey" FOREIGN KEY ("tenant_id", "rotation_id") REFERENCES "key_rotation"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------------------
-- Hand-written from here on: what Prisma cannot derive.
-- ---------------------------------------------------------------------------------------------------------------

ALTER TABLE employee ADD CONSTRAINT employee_tax_number_is_found CHECK (
  (tax_number_sealed IS NULL) = (tax_number_hash IS NULL));
-- One at a time; the worker also finds those that run by it.
CREATE UNIQUE INDEX key_rotation_running ON key_rotation (tenant_id) WHERE state = 'running';

DO $$
DECLARE table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['key_rotation', 'key_rotation_failure']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I TO muster_app, muster_projection '
      'USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id())', table_name);
  END LOOP;
END $$;

-- muster_app: starts, cancels and ends a rotation, and reads how it stands. How far it came is the rotation's to say.
GRANT SELECT, INSERT, UPDATE (state, finished_at, cancelled_by_name) ON key_rotation TO muster_app;
GRANT SELECT ON key_rotation_failure TO muster_app;

-- The role that seals values anew: it reaches sealed columns and what tells their rows apart, and nothing else; and the
-- values of one company at a time.
DO $$
BEGIN
  BEGIN
    CREATE ROLE muster_rotation NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    GRANT muster_rotation TO CURRENT_USER;
  END IF;
  GRANT USAGE ON SCHEMA public TO muster_rotation;
  GRANT EXECUTE ON FUNCTION current_tenant_id() TO muster_rotation;
END $$;

CREATE POLICY rotation ON key_rotation TO muster_rotation USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE (at_column, at_row_id, total, done, failed, advanced_at) ON key_rotation TO muster_rotation;
CREATE POLICY rotation ON key_rotation_failure TO muster_rotation
  USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id());
GRANT SELECT, INSERT ON key_rotation_failure TO muster_rotation;

CREATE POLICY rotation ON employee TO muster_rotation
  USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id());
GRANT SELECT (tenant_id, user_id, pay_sealed, tax_number_sealed, tax_number_hash, bank_account_sealed),
  UPDATE (pay_sealed, tax_number_sealed, tax_number_hash, bank_account_sealed) ON employee TO muster_rotation;
CREATE POLICY rotation ON mail_message TO muster_rotation
  USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id());
GRANT SELECT (tenant_id, id, contents), UPDATE (contents) ON mail_message TO muster_rotation;
CREATE POLICY rotation ON oidc_provider TO muster_rotation
  USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id());
GRANT SELECT (tenant_id, id, client_secret), UPDATE (client_secret) ON oidc_provider TO muster_rotation;
CREATE POLICY rotation ON totp_credential TO muster_rotation
  USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id());
GRANT SELECT (tenant_id, user_id, secret), UPDATE (secret) ON totp_credential TO muster_rotation;
