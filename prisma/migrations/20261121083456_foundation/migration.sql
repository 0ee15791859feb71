-- Trigram search, and composite indexes of it with the tenant in front. Both extensions are "trusted": the owner of a
-- database may create them without being superuser.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- CreateEnum
CREATE TYPE "location_ownership" AS ENUM ('corporate', 'franchise');

-- CreateEnum
CREATE TYPE "storage_kind" AS ENUM ('pod', 'locker', 'none');

-- CreateEnum
CREATE TYPE "user_status" AS ENUM ('active', 'deactivated');

-- CreateEnum
CREATE TYPE "board_kind" AS ENUM ('personal', 'team');

-- CreateEnum
CREATE TYPE "tenant_access" AS ENUM ('none', 'viewer', 'editor');

-- CreateEnum
CREATE TYPE "board_access" AS ENUM ('viewer', 'editor', 'owner');

-- CreateTable
CREATE TABLE "document" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "last_sequence" BIGINT NOT NULL DEFAULT 0,
    "size_bytes" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "document_update" (
    "tenant_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "actor_id" UUID,
    "committed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_update_pkey" PRIMARY KEY ("tenant_id","document_id","sequence")
);

-- CreateTable
CREATE TABLE "document_snapshot" (
    "tenant_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_snapshot_pkey" PRIMARY KEY ("tenant_id","document_id")
);

-- CreateTable
CREATE TABLE "document_projection" (
    "tenant_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "projected_sequence" BIGINT NOT NULL DEFAULT 0,
    "projected_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_projection_pkey" PRIMARY KEY ("tenant_id","document_id")
);

-- CreateTable
CREATE TABLE "projection_problem" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "payload" JSONB,
    "sequence" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "projection_problem_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "document_version" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "automatic" BOOLEAN NOT NULL DEFAULT false,
    "sequence" BIGINT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,

    CONSTRAINT "document_version_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "tenant" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "industry" TEXT,
    "franchise" BOOLEAN NOT NULL DEFAULT false,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "default_currency" CHAR(3) NOT NULL DEFAULT 'CAD',
    "fiscal_year_start_month" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "location" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "address" TEXT,
    "ownership" "location_ownership" NOT NULL,
    "trucks" INTEGER NOT NULL DEFAULT 0,
    "storage" "storage_kind" NOT NULL DEFAULT 'none',
    "contact_name" TEXT,
    "customer_care" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "location_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "user" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "color" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "status" "user_status" NOT NULL DEFAULT 'active',
    "location_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "password_credential" (
    "tenant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "password_credential_pkey" PRIMARY KEY ("tenant_id","user_id")
);

-- CreateTable
CREATE TABLE "session" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "user_agent" TEXT,
    "ip_address" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "sign_in_throttle" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "role" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "role_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "role_permission" (
    "tenant_id" UUID NOT NULL,
    "role_id" UUID NOT NULL,
    "permission" TEXT NOT NULL,

    CONSTRAINT "role_permission_pkey" PRIMARY KEY ("tenant_id","role_id","permission")
);

-- CreateTable
CREATE TABLE "user_role" (
    "tenant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role_id" UUID NOT NULL,

    CONSTRAINT "user_role_pkey" PRIMARY KEY ("tenant_id","user_id","role_id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entity_id" UUID NOT NULL,
    "version" INTEGER,
    "before" JSONB,
    "after" JSONB,
    "request_id" TEXT,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "outbox_event" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "actor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_sequence" BIGINT,
    "published_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failure" TEXT,

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "notification" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "board" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "board_kind" NOT NULL,
    "tenant_access" "tenant_access" NOT NULL DEFAULT 'none',
    "owner_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "board_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "board_member" (
    "tenant_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "access" "board_access" NOT NULL,

    CONSTRAINT "board_member_pkey" PRIMARY KEY ("tenant_id","board_id","user_id")
);

-- CreateTable
CREATE TABLE "board_column" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "position" TEXT NOT NULL,
    "wip_limit" INTEGER,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "board_column_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "card" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "column_id" UUID NOT NULL,
    "position" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "labels" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "assignee_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "due_at" DATE,
    "checklist_done" INTEGER NOT NULL DEFAULT 0,
    "checklist_total" INTEGER NOT NULL DEFAULT 0,
    "comment_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "card_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "document_name_key" ON "document"("name");

-- CreateIndex
CREATE UNIQUE INDEX "document_id_key" ON "document"("id");

-- CreateIndex
CREATE UNIQUE INDEX "projection_problem_tenant_id_document_id_path_reason_key" ON "projection_problem"("tenant_id", "document_id", "path", "reason");

-- CreateIndex
CREATE INDEX "document_version_tenant_id_document_id_id_idx" ON "document_version"("tenant_id", "document_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "location_tenant_id_name_key" ON "location"("tenant_id", "name");

-- CreateIndex
CREATE INDEX "user_email_idx" ON "user"("email");

-- CreateIndex
CREATE INDEX "user_tenant_id_name_id_idx" ON "user"("tenant_id", "name", "id");

-- CreateIndex
CREATE INDEX "user_tenant_id_location_id_idx" ON "user"("tenant_id", "location_id");

-- CreateIndex
CREATE UNIQUE INDEX "user_tenant_id_email_key" ON "user"("tenant_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_tenant_id_user_id_idx" ON "session"("tenant_id", "user_id");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "role_tenant_id_key_key" ON "role"("tenant_id", "key");

-- CreateIndex
CREATE INDEX "user_role_tenant_id_role_id_idx" ON "user_role"("tenant_id", "role_id");

-- CreateIndex
CREATE INDEX "audit_entry_tenant_id_entity_entity_id_id_idx" ON "audit_entry"("tenant_id", "entity", "entity_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_tenant_id_actor_id_id_idx" ON "audit_entry"("tenant_id", "actor_id", "id");

-- CreateIndex
CREATE INDEX "outbox_event_published_at_idx" ON "outbox_event"("published_at");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_event_tenant_id_published_sequence_key" ON "outbox_event"("tenant_id", "published_sequence");

-- CreateIndex
CREATE INDEX "notification_tenant_id_user_id_id_idx" ON "notification"("tenant_id", "user_id", "id");

-- CreateIndex
CREATE INDEX "board_tenant_id_updated_at_id_idx" ON "board"("tenant_id", "updated_at" DESC, "id");

-- CreateIndex
CREATE INDEX "board_tenant_id_owner_id_idx" ON "board"("tenant_id", "owner_id");

-- CreateIndex
CREATE INDEX "board_member_tenant_id_user_id_idx" ON "board_member"("tenant_id", "user_id");

-- CreateIndex
CREATE INDEX "board_column_tenant_id_board_id_idx" ON "board_column"("tenant_id", "board_id");

-- CreateIndex
CREATE INDEX "card_tenant_id_board_id_column_id_idx" ON "card"("tenant_id", "board_id", "column_id");

-- CreateIndex
CREATE INDEX "card_tenant_id_title_description_idx" ON "card" USING GIN ("tenant_id" uuid_ops, "title" gin_trgm_ops, "description" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "card_tenant_id_assignee_ids_idx" ON "card" USING GIN ("tenant_id" uuid_ops, "assignee_ids");

-- CreateIndex
CREATE INDEX "card_tenant_id_due_at_idx" ON "card"("tenant_id", "due_at");

-- AddForeignKey
ALTER TABLE "document_update" ADD CONSTRAINT "document_update_tenant_id_document_id_fkey" FOREIGN KEY ("tenant_id", "document_id") REFERENCES "document"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_snapshot" ADD CONSTRAINT "document_snapshot_tenant_id_document_id_fkey" FOREIGN KEY ("tenant_id", "document_id") REFERENCES "document"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_projection" ADD CONSTRAINT "document_projection_tenant_id_document_id_fkey" FOREIGN KEY ("tenant_id", "document_id") REFERENCES "document"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_tenant_id_document_id_fkey" FOREIGN KEY ("tenant_id", "document_id") REFERENCES "document"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "location" ADD CONSTRAINT "location_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user" ADD CONSTRAINT "user_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user" ADD CONSTRAINT "user_tenant_id_location_id_fkey" FOREIGN KEY ("tenant_id", "location_id") REFERENCES "location"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_credential" ADD CONSTRAINT "password_credential_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_permission" ADD CONSTRAINT "role_permission_tenant_id_role_id_fkey" FOREIGN KEY ("tenant_id", "role_id") REFERENCES "role"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_role" ADD CONSTRAINT "user_role_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_role" ADD CONSTRAINT "user_role_tenant_id_role_id_fkey" FOREIGN KEY ("tenant_id", "role_id") REFERENCES "role"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board" ADD CONSTRAINT "board_tenant_id_owner_id_fkey" FOREIGN KEY ("tenant_id", "owner_id") REFERENCES "user"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_member" ADD CONSTRAINT "board_member_tenant_id_board_id_fkey" FOREIGN KEY ("tenant_id", "board_id") REFERENCES "board"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_member" ADD CONSTRAINT "board_member_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_column" ADD CONSTRAINT "board_column_tenant_id_board_id_fkey" FOREIGN KEY ("tenant_id", "board_id") REFERENCES "board"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "card" ADD CONSTRAINT "card_tenant_id_board_id_fkey" FOREIGN KEY ("tenant_id", "board_id") REFERENCES "board"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------------------
-- Hand-written from here on: what Prisma cannot derive.
-- ---------------------------------------------------------------------------------------------------------------

-- E-mail addresses are compared as they are stored; two spellings must not make two accounts.
ALTER TABLE "user" ADD CONSTRAINT user_email_normalised CHECK (email = lower(btrim(email)));

-- PostgreSQL would try to compress what Yjs has already packed.
ALTER TABLE document_update ALTER COLUMN bytes SET STORAGE EXTERNAL;
ALTER TABLE document_snapshot ALTER COLUMN bytes SET STORAGE EXTERNAL;
ALTER TABLE document_version ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- The relay and the sweeps look only at what is not done yet.
CREATE INDEX outbox_event_unpublished ON outbox_event (next_attempt_at, id) WHERE published_sequence IS NULL;


-- The tenant that the current transaction works for; NULL (and so no row at all) when nobody has said.
CREATE FUNCTION current_tenant_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.tenant_id', true), '')::uuid $$;

-- Roles belong to the whole cluster: another database of it may have made them already.
DO $$
DECLARE role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['muster_app', 'muster_projection', 'muster_sync', 'muster_relay', 'muster_sign_in'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT', role_name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    -- A superuser may become any role; another owner must be a member to (SET ROLE).
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
      EXECUTE format('GRANT %I TO CURRENT_USER', role_name);
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', role_name);
    EXECUTE format('GRANT EXECUTE ON FUNCTION current_tenant_id() TO %I', role_name);
  END LOOP;
END $$;

-- Every table with a tenant: row-level security, forced on the owner too, and one policy that binds the roles that
-- work for one tenant at a time.
DO $$
DECLARE table_name text;
BEGIN
  FOR table_name IN
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'tenant_id' AND NOT a.attisdropped
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I TO muster_app, muster_projection '
      'USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id())', table_name);
  END LOOP;
END $$;
ALTER TABLE tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON tenant TO muster_app, muster_projection
  USING (id = current_tenant_id()) WITH CHECK (id = current_tenant_id());

-- Counted before anybody is known, so without a tenant; only the sign-in role reaches it.
ALTER TABLE sign_in_throttle ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_throttle FORCE ROW LEVEL SECURITY;
CREATE POLICY sign_in ON sign_in_throttle TO muster_sign_in USING (true) WITH CHECK (true);

-- muster_app: the product's commands and queries, one tenant at a time.
GRANT SELECT, INSERT, UPDATE ON tenant, location, "user", password_credential, board, notification, document TO muster_app;
REVOKE UPDATE ON document FROM muster_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON role, role_permission, user_role, board_member TO muster_app;
GRANT SELECT, DELETE ON session TO muster_app;
GRANT SELECT, INSERT ON audit_entry, outbox_event TO muster_app;
GRANT SELECT, INSERT, DELETE ON document_version TO muster_app;
GRANT SELECT ON document_update, document_snapshot, document_projection, projection_problem, board_column, card TO muster_app;
GRANT UPDATE (resolved_at) ON projection_problem TO muster_app;
-- A board's document must be there, with its first columns, in the transaction that creates the board. So a command may
-- lay down a new document's first update; every later one goes through the log's own role.
GRANT INSERT ON document_update, document_projection TO muster_app;
CREATE POLICY first_update ON document_update AS RESTRICTIVE FOR INSERT TO muster_app WITH CHECK (sequence = 1);
CREATE POLICY not_yet_projected ON document_projection AS RESTRICTIVE FOR INSERT TO muster_app
  WITH CHECK (projected_sequence = 0);

-- muster_projection: the only writer of rows that are projected from documents.
GRANT SELECT ON tenant, "user", document, document_update, document_snapshot, board, board_member TO muster_projection;
GRANT UPDATE (updated_at) ON board TO muster_projection;
GRANT SELECT, INSERT, UPDATE, DELETE ON board_column, card TO muster_projection;
GRANT SELECT, INSERT, UPDATE ON document_projection, projection_problem TO muster_projection;
GRANT SELECT, INSERT ON outbox_event TO muster_projection;

-- muster_sync: the document log of all tenants (one group commit serves many documents), and nothing else.
CREATE POLICY document_log ON document TO muster_sync USING (true) WITH CHECK (true);
CREATE POLICY document_log ON document_update TO muster_sync USING (true) WITH CHECK (true);
CREATE POLICY document_log ON document_snapshot TO muster_sync USING (true) WITH CHECK (true);
CREATE POLICY document_log ON document_projection TO muster_sync USING (true) WITH CHECK (true);
GRANT SELECT ON document, document_projection TO muster_sync;
GRANT UPDATE (last_sequence, size_bytes, updated_at) ON document TO muster_sync;
GRANT UPDATE (projected_at) ON document_projection TO muster_sync;
GRANT SELECT, INSERT, DELETE ON document_update TO muster_sync;
GRANT SELECT, INSERT, UPDATE ON document_snapshot TO muster_sync;

-- muster_relay: publishes the outbox of all tenants, and nothing else.
CREATE POLICY relay ON outbox_event TO muster_relay USING (true) WITH CHECK (true);
GRANT SELECT, DELETE ON outbox_event TO muster_relay;
GRANT UPDATE (published_sequence, published_at, attempts, next_attempt_at, failure) ON outbox_event TO muster_relay;

-- muster_sign_in: what must be known before the tenant is: accounts, their password hashes, sessions, rights.
CREATE POLICY sign_in ON tenant FOR SELECT TO muster_sign_in USING (true);
CREATE POLICY sign_in ON "user" FOR SELECT TO muster_sign_in USING (true);
CREATE POLICY sign_in ON password_credential FOR SELECT TO muster_sign_in USING (true);
CREATE POLICY sign_in ON session TO muster_sign_in USING (true) WITH CHECK (true);
CREATE POLICY sign_in ON role FOR SELECT TO muster_sign_in USING (true);
CREATE POLICY sign_in ON role_permission FOR SELECT TO muster_sign_in USING (true);
CREATE POLICY sign_in ON user_role FOR SELECT TO muster_sign_in USING (true);
CREATE POLICY sign_in ON audit_entry FOR INSERT TO muster_sign_in WITH CHECK (true);
CREATE POLICY sign_in ON outbox_event FOR INSERT TO muster_sign_in WITH CHECK (true);
GRANT SELECT ON tenant, "user", password_credential, role, role_permission, user_role TO muster_sign_in;
GRANT SELECT, INSERT, UPDATE, DELETE ON session, sign_in_throttle TO muster_sign_in;
GRANT INSERT ON audit_entry, outbox_event TO muster_sign_in;
