-- CreateEnum
CREATE TYPE "operator_access_end" AS ENUM ('operator', 'administrator', 'expired', 'signed_out', 'policy');

-- AlterTable
ALTER TABLE "audit_entry" ADD COLUMN     "operator_id" UUID,
ADD COLUMN     "operator_name" TEXT;

-- AlterTable
ALTER TABLE "security_policy" ADD COLUMN     "operator_impersonation" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "operator" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "totp_secret" BYTEA NOT NULL,
    "last_step" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "operator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operator_session" (
    "id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "user_agent" TEXT,
    "ip_address" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "operator_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operator_access" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "operator_name" TEXT NOT NULL,
    "operator_email" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" "operator_access_end",
    "ended_by_name" TEXT,

    CONSTRAINT "operator_access_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "operator_impersonation" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "access_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "user_name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" "operator_access_end",

    CONSTRAINT "operator_impersonation_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "operator_access_log" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "access_id" UUID NOT NULL,
    "impersonation_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "entity_ids" UUID[],

    CONSTRAINT "operator_access_log_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "operator_email_key" ON "operator"("email");

-- CreateIndex
CREATE UNIQUE INDEX "operator_session_token_hash_key" ON "operator_session"("token_hash");

-- CreateIndex
CREATE INDEX "operator_session_operator_id_idx" ON "operator_session"("operator_id");

-- CreateIndex
CREATE UNIQUE INDEX "operator_access_token_hash_key" ON "operator_access"("token_hash");

-- CreateIndex
CREATE INDEX "operator_access_tenant_id_operator_id_id_idx" ON "operator_access"("tenant_id", "operator_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "operator_impersonation_token_hash_key" ON "operator_impersonation"("token_hash");

-- CreateIndex
CREATE INDEX "operator_impersonation_tenant_id_access_id_id_idx" ON "operator_impersonation"("tenant_id", "access_id", "id");

-- CreateIndex
CREATE INDEX "operator_impersonation_tenant_id_user_id_idx" ON "operator_impersonation"("tenant_id", "user_id");

-- CreateIndex
CREATE INDEX "operator_access_log_tenant_id_access_id_id_idx" ON "operator_access_log"("tenant_id", "access_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_tenant_id_operator_id_id_idx" ON "audit_entry"("tenant_id", "operator_id", "id");

-- AddForeignKey
ALTER TABLE "operator_session" ADD CONSTRAINT "operator_session_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operator_access" ADD CONSTRAINT "operator_access_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operator_access" ADD CONSTRAINT "operator_access_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "operator_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operator_impersonation" ADD CONSTRAINT "operator_impersonation_tenant_id_access_id_fkey" FOREIGN KEY ("tenant_id", "access_id") REFERENCES "operator_access"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operator_impersonation" ADD CONSTRAINT "operator_impersonation_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "user"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operator_access_log" ADD CONSTRAINT "operator_access_log_tenant_id_access_id_fkey" FOREIGN KEY ("tenant_id", "access_id") REFERENCES "operator_access"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------------------
-- Hand-written from here on: what Prisma cannot derive.
-- ---------------------------------------------------------------------------------------------------------------

-- The role of the platform's operators, before and between their visits: it reads the companies' names, its own tables,
-- and nothing else. Inside a company an operator works under muster_app, bound to that company as everybody is.
DO $$
BEGIN
  BEGIN
    CREATE ROLE muster_operator NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    GRANT muster_operator TO CURRENT_USER;
  END IF;
  GRANT USAGE ON SCHEMA public TO muster_operator;
END $$;

ALTER TABLE operator ADD CONSTRAINT operator_email_normalised CHECK (email = lower(btrim(email)));
ALTER TABLE operator_access ADD CONSTRAINT operator_access_reason_given CHECK (btrim(reason) <> '');
ALTER TABLE operator_access ADD CONSTRAINT operator_access_at_most_an_hour
  CHECK (expires_at <= started_at + interval '61 minutes');
ALTER TABLE operator_impersonation ADD CONSTRAINT operator_impersonation_reason_given CHECK (btrim(reason) <> '');

-- Open ones are few among those that are kept for ever. From one session an operator is in one company at a time.
CREATE UNIQUE INDEX operator_access_open ON operator_access (session_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX operator_impersonation_open ON operator_impersonation (tenant_id, access_id) WHERE ended_at IS NULL;

DO $$
DECLARE table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['operator_access', 'operator_impersonation', 'operator_access_log']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I TO muster_app, muster_projection '
      'USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id())', table_name);
  END LOOP;
END $$;

-- Without a tenant, and only the operators' role reaches them.
ALTER TABLE operator ENABLE ROW LEVEL SECURITY;
ALTER TABLE operator FORCE ROW LEVEL SECURITY;
ALTER TABLE operator_session ENABLE ROW LEVEL SECURITY;
ALTER TABLE operator_session FORCE ROW LEVEL SECURITY;
CREATE POLICY operator ON operator TO muster_operator USING (true) WITH CHECK (true);
CREATE POLICY operator ON operator_session TO muster_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE (last_step, totp_secret) ON operator TO muster_operator;
GRANT SELECT, INSERT, UPDATE (last_used_at, ended_at) ON operator_session TO muster_operator;

CREATE POLICY operator ON tenant FOR SELECT TO muster_operator USING (true);
GRANT SELECT (id, name) ON tenant TO muster_operator;

-- muster_operator finds whose a token is; a new token for an open stay is all it may change of one.
CREATE POLICY operator ON operator_access TO muster_operator USING (true) WITH CHECK (ended_at IS NULL);
CREATE POLICY operator ON operator_impersonation FOR SELECT TO muster_operator USING (true);
GRANT SELECT, UPDATE (token_hash) ON operator_access TO muster_operator;
GRANT SELECT ON operator_impersonation TO muster_operator;

-- The log takes what is opened in a stay that is open, from the operators' role alone; nobody changes or deletes a line.
CREATE POLICY operator ON operator_access_log FOR INSERT TO muster_operator WITH CHECK (
  EXISTS (SELECT FROM operator_access access WHERE access.tenant_id = operator_access_log.tenant_id
    AND access.id = operator_access_log.access_id AND access.ended_at IS NULL AND access.expires_at > now()));
GRANT INSERT ON operator_access_log TO muster_operator;

-- muster_app: stays begin and end in the transaction that audits it, in the company; their administrators read them. It
-- never reads a hash.
GRANT SELECT (tenant_id, id, operator_id, session_id, operator_name, operator_email, reason, started_at, expires_at,
  ended_at, ended_by, ended_by_name), INSERT, UPDATE (ended_at, ended_by, ended_by_name) ON operator_access TO muster_app;
GRANT SELECT (tenant_id, id, access_id, user_id, user_name, reason, started_at, expires_at, ended_at, ended_by), INSERT,
  UPDATE (ended_at, ended_by) ON operator_impersonation TO muster_app;
GRANT SELECT ON operator_access_log TO muster_app;
