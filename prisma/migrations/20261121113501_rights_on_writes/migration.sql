-- Hand-written: what prisma/models cannot say (policies, grants, constraints, functions).

-- A reach that is JSON's null keeps nothing back; one that is missing keeps everything back.
CREATE OR REPLACE FUNCTION row_reach(permission text) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN current_row_rights() IS NULL OR current_row_rights() -> 'reach' -> permission = 'null'::jsonb
    THEN NULL ELSE coalesce(current_row_rights() -> 'reach' -> permission, '[]'::jsonb) END
$$;

-- Whether a permission reaches a record, by the fields that decisions see of it (contract: subject-fields.ts).
CREATE FUNCTION reaches_user(permission text, person "user") RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT row_reach(permission) IS NULL OR is_reached(row_reach(permission), person.id = row_user(),
    row_locations() @> ARRAY[person.location_id] OR EXISTS (
      SELECT FROM user_location also WHERE also.tenant_id = person.tenant_id AND also.user_id = person.id
      AND row_locations() @> ARRAY[also.location_id]),
    jsonb_build_object('status', person.status, 'locale', person.locale, 'homeLocationId', person.location_id))
$$;
CREATE FUNCTION reaches_location(permission text, branch location) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT row_reach(permission) IS NULL OR is_reached(row_reach(permission), false, row_locations() @> ARRAY[branch.id],
    jsonb_build_object('ownership', branch.ownership, 'storage', branch.storage, 'trucks', branch.trucks,
      'customerCare', branch.customer_care))
$$;
CREATE FUNCTION reaches_board(permission text, reached board) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT row_reach(permission) IS NULL OR is_reached(row_reach(permission),
    reached.owner_id = row_user() OR EXISTS (
      SELECT FROM board_member member WHERE member.tenant_id = reached.tenant_id AND member.board_id = reached.id
      AND member.user_id = row_user()),
    row_locations() @> ARRAY[reached.location_id],
    jsonb_build_object('kind', reached.kind, 'tenantAccess', reached.tenant_access, 'ownerId', reached.owner_id))
$$;
-- What belongs to a person's profile is reached as the profile is: its fields are those that it had before the statement.
CREATE FUNCTION reaches_profile(permission text, of_tenant uuid, of_user uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT row_reach(permission) IS NULL OR EXISTS (
    SELECT FROM "user" person
    LEFT JOIN employee profile ON profile.tenant_id = person.tenant_id AND profile.user_id = person.id
    WHERE person.tenant_id = of_tenant AND person.id = of_user
    AND is_reached(row_reach(permission), person.id = row_user(),
      row_locations() @> ARRAY[person.location_id] OR EXISTS (
        SELECT FROM user_location also WHERE also.tenant_id = person.tenant_id AND also.user_id = person.id
        AND row_locations() @> ARRAY[also.location_id]),
      jsonb_build_object('department', profile.department, 'title', profile.title,
        'homeLocationId', person.location_id)))
$$;

-- Reading: conditions may also name a person's home branch and a board's owner.
DROP POLICY rights_reach ON "user";
CREATE POLICY rights_reach ON "user" AS RESTRICTIVE FOR SELECT TO muster_app USING (
  (SELECT row_reach('identity:user:read')) IS NULL
  OR is_reached((SELECT row_reach('identity:user:read')), id = (SELECT row_user()),
    (SELECT row_locations()) @> ARRAY[location_id] OR EXISTS (
      SELECT FROM user_location also WHERE also.tenant_id = "user".tenant_id AND also.user_id = "user".id
      AND (SELECT row_locations()) @> ARRAY[also.location_id]),
    jsonb_build_object('status', status, 'locale', locale, 'homeLocationId', location_id)));
DROP POLICY rights_reach ON board;
CREATE POLICY rights_reach ON board AS RESTRICTIVE FOR SELECT TO muster_app USING (
  (SELECT row_reach('work:board:read')) IS NULL
  OR is_reached((SELECT row_reach('work:board:read')),
    owner_id = (SELECT row_user()) OR EXISTS (
      SELECT FROM board_member member WHERE member.tenant_id = board.tenant_id AND member.board_id = board.id
      AND member.user_id = (SELECT row_user())),
    (SELECT row_locations()) @> ARRAY[location_id],
    jsonb_build_object('kind', kind, 'tenantAccess', tenant_access, 'ownerId', owner_id)));

-- Writing: a row is changed by whoever holds one of the permissions under which commands change rows of its table, as
-- far as that reaches. What the row becomes is the command's to judge, for it alone knows which permission it works
-- under; so an update is held to the row as it was.
CREATE POLICY rights_reach_insert ON "user" AS RESTRICTIVE FOR INSERT TO muster_app
  WITH CHECK (reaches_user('identity:user:manage', "user") OR reaches_user('identity:employee:manage', "user"));
CREATE POLICY rights_reach_update ON "user" AS RESTRICTIVE FOR UPDATE TO muster_app
  USING (reaches_user('identity:user:manage', "user") OR reaches_user('identity:grant:manage', "user")
    OR reaches_profile('identity:employee:manage', tenant_id, id))
  WITH CHECK (true);
CREATE POLICY rights_reach_update ON location AS RESTRICTIVE FOR UPDATE TO muster_app
  USING (reaches_location('identity:location:manage', location)) WITH CHECK (true);
CREATE POLICY rights_reach_insert ON location AS RESTRICTIVE FOR INSERT TO muster_app
  WITH CHECK (reaches_location('identity:location:manage', location));
CREATE POLICY rights_reach_insert ON board AS RESTRICTIVE FOR INSERT TO muster_app
  WITH CHECK (reaches_board('work:board:create', board));
CREATE POLICY rights_reach_update ON board AS RESTRICTIVE FOR UPDATE TO muster_app
  USING (reaches_board('work:board:update', board) OR reaches_board('work:board:share', board)
    OR reaches_board('work:board:delete', board))
  WITH CHECK (true);
-- Whoever makes a board becomes its first member; from then on sharing it decides.
CREATE POLICY rights_reach_insert ON board_member AS RESTRICTIVE FOR INSERT TO muster_app WITH CHECK (
  EXISTS (SELECT FROM board WHERE board.tenant_id = board_member.tenant_id AND board.id = board_member.board_id
    AND (reaches_board('work:board:share', board)
      OR (board_member.user_id = board.owner_id AND reaches_board('work:board:create', board)))));
CREATE POLICY rights_reach_update ON board_member AS RESTRICTIVE FOR UPDATE TO muster_app USING (
  EXISTS (SELECT FROM board WHERE board.tenant_id = board_member.tenant_id AND board.id = board_member.board_id
    AND reaches_board('work:board:share', board)))
  WITH CHECK (true);
CREATE POLICY rights_reach_delete ON board_member AS RESTRICTIVE FOR DELETE TO muster_app USING (
  EXISTS (SELECT FROM board WHERE board.tenant_id = board_member.tenant_id AND board.id = board_member.board_id
    AND reaches_board('work:board:share', board)));
CREATE POLICY rights_reach_insert ON employee AS RESTRICTIVE FOR INSERT TO muster_app
  WITH CHECK (reaches_profile('identity:employee:manage', tenant_id, user_id)
    OR reaches_profile('identity:pay:manage', tenant_id, user_id));
CREATE POLICY rights_reach_update ON employee AS RESTRICTIVE FOR UPDATE TO muster_app
  USING (reaches_profile('identity:employee:manage', tenant_id, user_id)
    OR reaches_profile('identity:pay:manage', tenant_id, user_id))
  WITH CHECK (true);

DO $$
DECLARE table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['user_location', 'employee_skill', 'employee_certification']
  LOOP
    EXECUTE format('CREATE POLICY rights_reach_insert ON %I AS RESTRICTIVE FOR INSERT TO muster_app '
      'WITH CHECK (reaches_profile(''identity:employee:manage'', tenant_id, user_id))', table_name);
    EXECUTE format('CREATE POLICY rights_reach_update ON %I AS RESTRICTIVE FOR UPDATE TO muster_app '
      'USING (reaches_profile(''identity:employee:manage'', tenant_id, user_id)) WITH CHECK (true)', table_name);
    EXECUTE format('CREATE POLICY rights_reach_delete ON %I AS RESTRICTIVE FOR DELETE TO muster_app '
      'USING (reaches_profile(''identity:employee:manage'', tenant_id, user_id))', table_name);
  END LOOP;
END $$;

-- For every table with a tenant that a later migration makes: row-level security, forced on the owner too, and the one
-- policy that binds the roles that work for one tenant at a time.
CREATE PROCEDURE protect_tenant_table(table_name text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
  EXECUTE format('CREATE POLICY tenant_isolation ON %I TO muster_app, muster_projection '
    'USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id())', table_name);
END $$;
