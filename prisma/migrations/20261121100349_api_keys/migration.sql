-- CreateTable
CREATE TABLE "api_key" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "scopes" TEXT[],
    "requests_per_minute" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "bucket_calls" DOUBLE PRECISION NOT NULL,
    "bucket_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_key_secret_hash_key" ON "api_key"("secret_hash");

-- CreateIndex
CREATE INDEX "api_key_tenant_id_user_id_idx" ON "api_key"("tenant_id", "user_id");

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------------------
-- Hand-written from here on: what Prisma cannot derive.
-- ---------------------------------------------------------------------------------------------------------------

ALTER TABLE api_key ADD CONSTRAINT api_key_requests_range CHECK (requests_per_minute BETWEEN 1 AND 100000);
ALTER TABLE api_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_key FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON api_key TO muster_app, muster_projection
  USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id());

-- muster_app: lists, makes and revokes keys. It never reads a hash.
GRANT SELECT (tenant_id, id, name, prefix, user_id, scopes, requests_per_minute, created_at, expires_at, last_used_at,
  revoked_at), INSERT, UPDATE (revoked_at) ON api_key TO muster_app;

-- muster_sign_in: finds whose a key is, and counts its use.
CREATE POLICY sign_in ON api_key TO muster_sign_in USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE (last_used_at, bucket_calls, bucket_at) ON api_key TO muster_sign_in;
