-- Hand-written: what prisma/models cannot say (policies, grants, constraints, functions).

-- Companies that exist: their roles get the new permissions, as new companies' do (contract: roles.ts). The owner is
-- bound by row-level security too, so it is lifted for these statements.
ALTER TABLE role NO FORCE ROW LEVEL SECURITY;
ALTER TABLE role_permission NO FORCE ROW LEVEL SECURITY;
INSERT INTO role_permission (tenant_id, role_id, permission)
  SELECT tenant_id, id, added.permission FROM role
  CROSS JOIN (VALUES ('collaboration:document:read'), ('collaboration:document:manage')) AS added (permission)
  WHERE key IN ('super_admin', 'c_suite')
  ON CONFLICT DO NOTHING;
ALTER TABLE role FORCE ROW LEVEL SECURITY;
ALTER TABLE role_permission FORCE ROW LEVEL SECURITY;
