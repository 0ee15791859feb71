-- CreateEnum
CREATE TYPE "oidc_preset" AS ENUM ('google', 'microsoft', 'custom');

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "authenticated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "methods" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "security_policy" (
    "tenant_id" UUID NOT NULL,
    "sso_only" BOOLEAN NOT NULL DEFAULT false,
    "mfa_level" INTEGER,
    "allowed_domains" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "idle_minutes" INTEGER NOT NULL,
    "absolute_minutes" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "security_policy_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "totp_credential" (
    "tenant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "secret" BYTEA NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "totp_credential_pkey" PRIMARY KEY ("tenant_id","user_id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "tenant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("tenant_id","user_id","code_hash")
);

-- CreateTable
CREATE TABLE "passkey" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "credential_id" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT[],
    "backed_up" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkey_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "oidc_provider" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "preset" "oidc_preset" NOT NULL,
    "name" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "client_secret" BYTEA NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "satisfies_mfa" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "oidc_provider_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "oidc_identity" (
    "tenant_id" UUID NOT NULL,
    "provider_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "oidc_identity_pkey" PRIMARY KEY ("tenant_id","provider_id","subject")
);

-- CreateTable
CREATE TABLE "invitation" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "role_ids" UUID[],
    "location_id" UUID,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "password_reset" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "password_reset_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "sign_in_ticket" (
    "token_hash" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_ticket_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "mail_message" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "contents" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "failure" TEXT,

    CONSTRAINT "mail_message_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "passkey_credential_id_key" ON "passkey"("credential_id");

-- CreateIndex
CREATE INDEX "passkey_tenant_id_user_id_idx" ON "passkey"("tenant_id", "user_id");

-- CreateIndex
CREATE INDEX "oidc_identity_tenant_id_user_id_idx" ON "oidc_identity"("tenant_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_tenant_id_email_idx" ON "invitation"("tenant_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "password_reset_token_hash_key" ON "password_reset"("token_hash");

-- CreateIndex
CREATE INDEX "password_reset_tenant_id_user_id_idx" ON "password_reset"("tenant_id", "user_id");

-- CreateIndex
CREATE INDEX "sign_in_ticket_expires_at_idx" ON "sign_in_ticket"("expires_at");

-- CreateIndex
CREATE INDEX "mail_message_next_attempt_at_idx" ON "mail_message"("next_attempt_at");

-- AddForeignKey
ALTER TABLE "security_policy" ADD CONSTRAINT "security_policy_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "totp_credential" ADD CONSTRAINT "totp_credential_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oidc_provider" ADD CONSTRAINT "oidc_provider_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oidc_identity" ADD CONSTRAINT "oidc_identity_tenant_id_provider_id_fkey" FOREIGN KEY ("tenant_id", "provider_id") REFERENCES "oidc_provider"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oidc_identity" ADD CONSTRAINT "oidc_identity_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_reset" ADD CONSTRAINT "password_reset_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_message" ADD CONSTRAINT "mail_message_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Hand-written: what prisma/models cannot say (policies, grants, constraints, data).

DO $$
DECLARE table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['security_policy', 'totp_credential', 'recovery_code', 'passkey', 'oidc_provider',
    'oidc_identity', 'invitation', 'password_reset', 'mail_message']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I TO muster_app, muster_projection '
      'USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id())', table_name);
  END LOOP;
END $$;

-- A step of a sign-in, before anybody is known: without a tenant, and only the sign-in role reaches it.
ALTER TABLE sign_in_ticket ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_ticket FORCE ROW LEVEL SECURITY;
CREATE POLICY sign_in ON sign_in_ticket TO muster_sign_in USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_ticket TO muster_sign_in;

-- muster_app
GRANT SELECT, INSERT, UPDATE ON security_policy, invitation, password_reset TO muster_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON totp_credential, recovery_code, passkey, oidc_provider TO muster_app;
GRANT SELECT, INSERT, DELETE ON oidc_identity TO muster_app;
GRANT INSERT ON mail_message TO muster_app;

-- muster_sign_in finds whose a token, a key or an issuer is; everything after that happens in the tenant found. It
-- never reads a secret.
CREATE POLICY sign_in ON security_policy FOR SELECT TO muster_sign_in USING (true);
CREATE POLICY sign_in ON passkey FOR SELECT TO muster_sign_in USING (true);
CREATE POLICY sign_in ON oidc_provider FOR SELECT TO muster_sign_in USING (true);
CREATE POLICY sign_in ON invitation FOR SELECT TO muster_sign_in USING (true);
CREATE POLICY sign_in ON password_reset FOR SELECT TO muster_sign_in USING (true);
GRANT SELECT ON security_policy TO muster_sign_in;
GRANT SELECT (tenant_id, id, user_id, credential_id) ON passkey TO muster_sign_in;
GRANT SELECT (tenant_id, id, preset, name, enabled) ON oidc_provider TO muster_sign_in;
GRANT SELECT (tenant_id, id, token_hash) ON invitation TO muster_sign_in;
GRANT SELECT (tenant_id, id, token_hash) ON password_reset TO muster_sign_in;

-- muster_relay also sends the mail.
CREATE POLICY relay ON mail_message TO muster_relay USING (true) WITH CHECK (true);
GRANT SELECT, DELETE ON mail_message TO muster_relay;
GRANT UPDATE (contents, sent_at, attempts, next_attempt_at, failure) ON mail_message TO muster_relay;

-- Sessions that exist began with a password; their sign-in counts from when they were made.
ALTER TABLE session NO FORCE ROW LEVEL SECURITY;
UPDATE session SET authenticated_at = created_at, methods = '{password}';
ALTER TABLE session FORCE ROW LEVEL SECURITY;

-- Companies that exist: their highest roles get the new permission, as new companies' do. The owner is bound by
-- row-level security too, so it is lifted for this one statement.
ALTER TABLE role NO FORCE ROW LEVEL SECURITY;
ALTER TABLE role_permission NO FORCE ROW LEVEL SECURITY;
INSERT INTO role_permission (tenant_id, role_id, permission)
  SELECT tenant_id, id, 'identity:security:manage' FROM role WHERE key IN ('super_admin', 'c_suite')
  ON CONFLICT DO NOTHING;
ALTER TABLE role FORCE ROW LEVEL SECURITY;
ALTER TABLE role_permission FORCE ROW LEVEL SECURITY;
