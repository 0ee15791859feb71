-- CreateEnum
CREATE TYPE "right_scope" AS ENUM ('own', 'location', 'tenant', 'all');

-- AlterTable
ALTER TABLE "board" ADD COLUMN     "location_id" UUID;

-- AlterTable
ALTER TABLE "role_permission" ADD COLUMN     "conditions" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "scope" "right_scope" NOT NULL DEFAULT 'tenant';

-- CreateTable
CREATE TABLE "user_group" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "parent_id" UUID,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "user_group_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "group_role" (
    "tenant_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "role_id" UUID NOT NULL,

    CONSTRAINT "group_role_pkey" PRIMARY KEY ("tenant_id","group_id","role_id")
);

-- CreateTable
CREATE TABLE "group_member" (
    "tenant_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "group_member_pkey" PRIMARY KEY ("tenant_id","group_id","user_id")
);

-- CreateTable
CREATE TABLE "user_grant" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "permission" TEXT NOT NULL,
    "scope" "right_scope" NOT NULL,
    "conditions" JSONB NOT NULL DEFAULT '[]',
    "reason" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_id" UUID,
    "expiry_told_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_grant_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateTable
CREATE TABLE "user_location" (
    "tenant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "location_id" UUID NOT NULL,

    CONSTRAINT "user_location_pkey" PRIMARY KEY ("tenant_id","user_id","location_id")
);

-- CreateTable
CREATE TABLE "employee" (
    "tenant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "number" TEXT,
    "hire_date" DATE,
    "title" TEXT,
    "department" TEXT,
    "availability" JSONB NOT NULL DEFAULT '[]',
    "pay_sealed" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "employee_pkey" PRIMARY KEY ("tenant_id","user_id")
);

-- CreateTable
CREATE TABLE "employee_skill" (
    "tenant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "level" INTEGER NOT NULL,

    CONSTRAINT "employee_skill_pkey" PRIMARY KEY ("tenant_id","user_id","name")
);

-- CreateTable
CREATE TABLE "employee_certification" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "issued_on" DATE,
    "expires_on" DATE,

    CONSTRAINT "employee_certification_pkey" PRIMARY KEY ("tenant_id","id")
);

-- CreateIndex
CREATE INDEX "user_group_tenant_id_parent_id_idx" ON "user_group"("tenant_id", "parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "user_group_tenant_id_name_key" ON "user_group"("tenant_id", "name");

-- CreateIndex
CREATE INDEX "group_role_tenant_id_role_id_idx" ON "group_role"("tenant_id", "role_id");

-- CreateIndex
CREATE INDEX "group_member_tenant_id_user_id_idx" ON "group_member"("tenant_id", "user_id");

-- CreateIndex
CREATE INDEX "user_grant_tenant_id_user_id_idx" ON "user_grant"("tenant_id", "user_id");

-- CreateIndex
CREATE INDEX "user_grant_tenant_id_expires_at_idx" ON "user_grant"("tenant_id", "expires_at");

-- CreateIndex
CREATE INDEX "user_location_tenant_id_location_id_idx" ON "user_location"("tenant_id", "location_id");

-- CreateIndex
CREATE UNIQUE INDEX "employee_tenant_id_number_key" ON "employee"("tenant_id", "number");

-- CreateIndex
CREATE INDEX "employee_skill_tenant_id_name_level_idx" ON "employee_skill"("tenant_id", "name", "level");

-- CreateIndex
CREATE INDEX "employee_certification_tenant_id_user_id_idx" ON "employee_certification"("tenant_id", "user_id");

-- CreateIndex
CREATE INDEX "employee_certification_tenant_id_expires_on_idx" ON "employee_certification"("tenant_id", "expires_on");

-- AddForeignKey
ALTER TABLE "user_group" ADD CONSTRAINT "user_group_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_group" ADD CONSTRAINT "user_group_tenant_id_parent_id_fkey" FOREIGN KEY ("tenant_id", "parent_id") REFERENCES "user_group"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_role" ADD CONSTRAINT "group_role_tenant_id_group_id_fkey" FOREIGN KEY ("tenant_id", "group_id") REFERENCES "user_group"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_role" ADD CONSTRAINT "group_role_tenant_id_role_id_fkey" FOREIGN KEY ("tenant_id", "role_id") REFERENCES "role"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_tenant_id_group_id_fkey" FOREIGN KEY ("tenant_id", "group_id") REFERENCES "user_group"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_grant" ADD CONSTRAINT "user_grant_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_location" ADD CONSTRAINT "user_location_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_location" ADD CONSTRAINT "user_location_tenant_id_location_id_fkey" FOREIGN KEY ("tenant_id", "location_id") REFERENCES "location"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "employee" ADD CONSTRAINT "employee_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "user"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "employee_skill" ADD CONSTRAINT "employee_skill_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "employee"("tenant_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "employee_certification" ADD CONSTRAINT "employee_certification_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "employee"("tenant_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------------------
-- Hand-written from here on: what Prisma cannot derive.
-- ---------------------------------------------------------------------------------------------------------------

ALTER TABLE role ADD CONSTRAINT role_level_range CHECK (level BETWEEN 0 AND 100);
ALTER TABLE user_group ADD CONSTRAINT user_group_not_its_own_parent CHECK (parent_id <> id);
ALTER TABLE user_grant ADD CONSTRAINT user_grant_has_a_reason CHECK (btrim(reason) <> '');
ALTER TABLE employee_skill ADD CONSTRAINT employee_skill_level_range CHECK (level BETWEEN 1 AND 5);

-- Every new table with a tenant, as in the foundation: row-level security, forced on the owner too, and one policy.
DO $$
DECLARE table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['user_group', 'group_role', 'group_member', 'user_grant', 'user_location',
    'employee', 'employee_skill', 'employee_certification']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I TO muster_app, muster_projection '
      'USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id())', table_name);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON user_group, group_role, group_member, user_location, employee_skill,
  employee_certification TO muster_app;
-- A grant is ended, never deleted: its reason and its time stay on record.
GRANT SELECT, INSERT, UPDATE ON user_grant, employee TO muster_app;

-- muster_relay also tells open screens and sockets when a grant has run out.
CREATE POLICY relay ON user_grant TO muster_relay USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE (expiry_told_at) ON user_grant TO muster_relay;
GRANT INSERT ON outbox_event TO muster_relay;

-- What the person of the current transaction may read, compiled from the one rule set (contract: row-rights.ts).
-- NULL: every row of the company, because they may, or because the server itself works.
CREATE FUNCTION current_row_rights() RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.row_rights', true), '')::jsonb $$;

-- The ways in which rows are reached under a permission; NULL when nothing is kept back.
CREATE FUNCTION row_reach(permission text) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT CASE WHEN current_row_rights() IS NOT NULL
    THEN coalesce(current_row_rights() -> 'reach' -> permission, '[]'::jsonb) END $$;

CREATE FUNCTION row_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT (current_row_rights() ->> 'userId')::uuid $$;

CREATE FUNCTION row_locations() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(array_agg(id::uuid), '{}') FROM jsonb_array_elements_text(current_row_rights() -> 'locationIds') id $$;

-- The condition language of the contract (condition.ts), word for word.
CREATE FUNCTION condition_holds(condition jsonb, fields jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(CASE condition ->> 'operator'
    WHEN 'is' THEN value = condition -> 'value'
    WHEN 'is_not' THEN value <> condition -> 'value'
    WHEN 'one_of' THEN EXISTS (SELECT FROM jsonb_array_elements(condition -> 'value') each WHERE each = value)
    WHEN 'at_least' THEN jsonb_typeof(value) = 'number' AND value >= condition -> 'value'
    WHEN 'at_most' THEN jsonb_typeof(value) = 'number' AND value <= condition -> 'value'
    WHEN 'includes' THEN jsonb_typeof(value) = 'array' AND value @> jsonb_build_array(condition -> 'value')
  END, false)
  FROM (SELECT coalesce(fields -> (condition ->> 'field'), 'null'::jsonb) AS value) field
$$;

-- Whether one of the ways reaches a row.
CREATE FUNCTION is_reached(ways jsonb, owned boolean, at_location boolean, fields jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT EXISTS (
    SELECT FROM jsonb_array_elements(ways) way
    WHERE (way ->> 'scope' IN ('tenant', 'all') OR coalesce(owned, false)
      OR (way ->> 'scope' = 'location' AND coalesce(at_location, false)))
    AND NOT EXISTS (
      SELECT FROM jsonb_array_elements(way -> 'conditions') condition WHERE NOT condition_holds(condition, fields)))
$$;

-- Rows that have an owner or a branch. The sub-selects without a reference to the row run once per statement.
CREATE POLICY rights_reach ON location AS RESTRICTIVE FOR SELECT TO muster_app USING (
  (SELECT row_reach('identity:location:read')) IS NULL
  OR is_reached((SELECT row_reach('identity:location:read')), false, (SELECT row_locations()) @> ARRAY[id],
    jsonb_build_object('ownership', ownership, 'storage', storage, 'trucks', trucks, 'customerCare', customer_care)));
CREATE POLICY rights_reach ON "user" AS RESTRICTIVE FOR SELECT TO muster_app USING (
  (SELECT row_reach('identity:user:read')) IS NULL
  OR is_reached((SELECT row_reach('identity:user:read')), id = (SELECT row_user()),
    (SELECT row_locations()) @> ARRAY[location_id] OR EXISTS (
      SELECT FROM user_location also WHERE also.tenant_id = "user".tenant_id AND also.user_id = "user".id
      AND (SELECT row_locations()) @> ARRAY[also.location_id]),
    jsonb_build_object('status', status, 'locale', locale)));
CREATE POLICY rights_reach ON board AS RESTRICTIVE FOR SELECT TO muster_app USING (
  (SELECT row_reach('work:board:read')) IS NULL
  OR is_reached((SELECT row_reach('work:board:read')),
    owner_id = (SELECT row_user()) OR EXISTS (
      SELECT FROM board_member member WHERE member.tenant_id = board.tenant_id AND member.board_id = board.id
      AND member.user_id = (SELECT row_user())),
    (SELECT row_locations()) @> ARRAY[location_id],
    jsonb_build_object('kind', kind, 'tenantAccess', tenant_access)));
-- What lies on a board is read by whoever may read the board: its own policy decides.
CREATE POLICY rights_reach ON card AS RESTRICTIVE FOR SELECT TO muster_app USING (
  (SELECT row_reach('work:board:read')) IS NULL
  OR EXISTS (SELECT FROM board WHERE board.tenant_id = card.tenant_id AND board.id = card.board_id));
CREATE POLICY rights_reach ON board_column AS RESTRICTIVE FOR SELECT TO muster_app USING (
  (SELECT row_reach('work:board:read')) IS NULL
  OR EXISTS (SELECT FROM board WHERE board.tenant_id = board_column.tenant_id AND board.id = board_column.board_id));

-- Companies that exist: their roles get the new permissions, as new companies' do (contract: roles.ts). The owner is
-- bound by row-level security too, so it is lifted for these statements.
ALTER TABLE role NO FORCE ROW LEVEL SECURITY;
ALTER TABLE role_permission NO FORCE ROW LEVEL SECURITY;
INSERT INTO role_permission (tenant_id, role_id, permission)
  SELECT role.tenant_id, role.id, added.permission FROM role JOIN (VALUES
    ('super_admin', 'identity:employee:read'), ('super_admin', 'identity:employee:manage'),
    ('super_admin', 'identity:pay:read'), ('super_admin', 'identity:pay:manage'),
    ('super_admin', 'identity:role:read'), ('super_admin', 'identity:role:manage'),
    ('super_admin', 'identity:group:manage'), ('super_admin', 'identity:grant:manage'),
    ('super_admin', 'identity:location:manage'),
    ('c_suite', 'identity:employee:read'), ('c_suite', 'identity:employee:manage'),
    ('c_suite', 'identity:pay:read'), ('c_suite', 'identity:pay:manage'),
    ('c_suite', 'identity:role:read'), ('c_suite', 'identity:role:manage'),
    ('c_suite', 'identity:group:manage'), ('c_suite', 'identity:grant:manage'),
    ('c_suite', 'identity:location:manage'),
    ('manager', 'identity:employee:read'), ('manager', 'identity:employee:manage'), ('manager', 'identity:role:read'),
    ('manager', 'identity:grant:manage'), ('manager', 'identity:location:manage'),
    ('finance', 'identity:employee:read'), ('finance', 'identity:pay:read'),
    ('auditor', 'identity:employee:read'), ('auditor', 'identity:role:read')
  ) AS added (key, permission) ON added.key = role.key
  ON CONFLICT DO NOTHING;
INSERT INTO role_permission (tenant_id, role_id, permission, scope)
  SELECT tenant_id, id, 'identity:employee:read', 'own' FROM role
  WHERE key IN ('sales', 'support', 'developer', 'dispatcher', 'technician', 'driver', 'mover', 'viewer')
  ON CONFLICT DO NOTHING;
ALTER TABLE role FORCE ROW LEVEL SECURITY;
ALTER TABLE role_permission FORCE ROW LEVEL SECURITY;
