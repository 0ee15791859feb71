-- AlterTable
ALTER TABLE "audit_entry" ADD COLUMN     "location_id" UUID;

-- AlterTable
ALTER TABLE "security_policy" ADD COLUMN     "audit_retention_days" INTEGER;

-- CreateTable
CREATE TABLE "audit_link" (
    "tenant_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "entry_id" UUID NOT NULL,
    "previous_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_link_pkey" PRIMARY KEY ("tenant_id","sequence")
);

-- CreateTable
CREATE TABLE "audit_checkpoint" (
    "tenant_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_checkpoint_pkey" PRIMARY KEY ("tenant_id","sequence")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_link_tenant_id_entry_id_key" ON "audit_link"("tenant_id", "entry_id");

-- CreateIndex
CREATE INDEX "audit_entry_tenant_id_action_id_idx" ON "audit_entry"("tenant_id", "action", "id");

-- CreateIndex
CREATE INDEX "audit_entry_tenant_id_location_id_id_idx" ON "audit_entry"("tenant_id", "location_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_tenant_id_at_id_idx" ON "audit_entry"("tenant_id", "at", "id");

-- ---------------------------------------------------------------------------------------------------------------
-- Hand-written from here on: what Prisma cannot derive.
-- ---------------------------------------------------------------------------------------------------------------

-- The role that keeps to the companies' retention; see below for how little it may.
DO $$
BEGIN
  BEGIN
    CREATE ROLE muster_retention NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    GRANT muster_retention TO CURRENT_USER;
  END IF;
  GRANT USAGE ON SCHEMA public TO muster_retention;
END $$;

DO $$
DECLARE table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['audit_link', 'audit_checkpoint']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I TO muster_app, muster_projection '
      'USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id())', table_name);
  END LOOP;
END $$;

-- Where the actor belongs at this moment. The person's own rights must not hide it from the log, so they are lifted
-- for the look-up.
CREATE FUNCTION record_audit_location() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  row_rights text := coalesce(current_setting('app.row_rights', true), '');
BEGIN
  IF NEW.actor_id IS NOT NULL AND NEW.location_id IS NULL THEN
    PERFORM set_config('app.row_rights', '', true);
    SELECT location_id INTO NEW.location_id FROM "user" WHERE tenant_id = NEW.tenant_id AND id = NEW.actor_id;
    PERFORM set_config('app.row_rights', row_rights, true);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_entry_location BEFORE INSERT ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION record_audit_location();

-- The canonical text is jsonb's: keys in one order, the instant in UTC. Empty columns are left out, so that a column
-- which is added later does not change the hashes of entries that never had it.
CREATE FUNCTION audit_entry_hash(entry audit_entry, previous_hash bytea) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(jsonb_object_agg(key, value)::text, 'UTF8') || previous_hash)
  FROM jsonb_each(to_jsonb(entry) || jsonb_build_object('at', entry.at AT TIME ZONE 'UTC'))
  WHERE value <> 'null'
$$;

-- Links that exist before any: the entries of companies that exist, in the order of time.
ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_link NO FORCE ROW LEVEL SECURITY;
DO $$
DECLARE
  entry audit_entry;
  tenant uuid;
  link_sequence bigint;
  link_hash bytea;
BEGIN
  FOR entry IN SELECT * FROM audit_entry ORDER BY tenant_id, at, id LOOP
    IF tenant IS DISTINCT FROM entry.tenant_id THEN
      tenant := entry.tenant_id;
      link_sequence := 0;
      link_hash := decode(repeat('00', 32), 'hex');
    END IF;
    link_sequence := link_sequence + 1;
    INSERT INTO audit_link (tenant_id, sequence, entry_id, previous_hash, hash)
      VALUES (tenant, link_sequence, entry.id, link_hash, audit_entry_hash(entry, link_hash))
      RETURNING hash INTO link_hash;
  END LOOP;
END $$;
ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_link FORCE ROW LEVEL SECURITY;

-- Runs at commit, so that the lock is held for a moment only and is always the last one taken: no two transactions can
-- wait for each other. Behind it, this reads what the one before has committed. Whoever inserts an entry, by whatever
-- way, links it.
CREATE FUNCTION link_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last_sequence bigint;
  last_hash bytea;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit ' || NEW.tenant_id, 0));
  SELECT sequence, hash INTO last_sequence, last_hash FROM audit_link
    WHERE tenant_id = NEW.tenant_id ORDER BY sequence DESC LIMIT 1;
  last_hash := coalesce(last_hash, decode(repeat('00', 32), 'hex'));
  INSERT INTO audit_link (tenant_id, sequence, entry_id, previous_hash, hash)
    VALUES (NEW.tenant_id, coalesce(last_sequence, 0) + 1, NEW.id, last_hash, audit_entry_hash(NEW, last_hash));
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_entry_link AFTER INSERT ON audit_entry DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION link_audit_entry();

-- Who writes entries writes their links, by the trigger; nobody changes one.
GRANT SELECT, INSERT ON audit_link TO muster_app, muster_sign_in, muster_retention;
GRANT SELECT ON audit_checkpoint TO muster_app;
CREATE POLICY sign_in ON audit_link FOR SELECT TO muster_sign_in USING (true);
CREATE POLICY sign_in_links ON audit_link FOR INSERT TO muster_sign_in WITH CHECK (true);

-- muster_retention: sees when entries were made, not what they say. It deletes only what the company no longer wants,
-- never within 90 days, and a link only behind a checkpoint and once its entry has gone.
ALTER TABLE security_policy ADD CONSTRAINT audit_retention_least CHECK (audit_retention_days >= 90);
GRANT SELECT (tenant_id, audit_retention_days) ON security_policy TO muster_retention;
GRANT SELECT (tenant_id, id, at), INSERT, DELETE ON audit_entry TO muster_retention;
GRANT DELETE ON audit_link TO muster_retention;
GRANT SELECT, INSERT ON audit_checkpoint TO muster_retention;
CREATE POLICY retention ON security_policy FOR SELECT TO muster_retention USING (true);
CREATE POLICY retention ON audit_entry FOR SELECT TO muster_retention USING (true);
CREATE POLICY retention_record ON audit_entry FOR INSERT TO muster_retention
  WITH CHECK (actor_id IS NULL AND action = 'identity.audit.pruned');
CREATE POLICY retention_delete ON audit_entry FOR DELETE TO muster_retention USING (
  at < now() - interval '90 days' AND at < now() - make_interval(days => (
    SELECT audit_retention_days FROM security_policy policy WHERE policy.tenant_id = audit_entry.tenant_id)));
CREATE POLICY retention ON audit_link FOR SELECT TO muster_retention USING (true);
CREATE POLICY retention_record ON audit_link FOR INSERT TO muster_retention WITH CHECK (true);
CREATE POLICY retention_delete ON audit_link FOR DELETE TO muster_retention USING (
  sequence <= (SELECT max(sequence) FROM audit_checkpoint passed WHERE passed.tenant_id = audit_link.tenant_id)
  AND NOT EXISTS (SELECT FROM audit_entry e WHERE e.tenant_id = audit_link.tenant_id AND e.id = audit_link.entry_id));
CREATE POLICY retention ON audit_checkpoint FOR SELECT TO muster_retention USING (true);
CREATE POLICY retention_record ON audit_checkpoint FOR INSERT TO muster_retention WITH CHECK (true);
