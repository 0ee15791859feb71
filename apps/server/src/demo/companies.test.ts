import { createHash } from 'node:crypto';
import { availabilitySchema, certificationState } from '@muster/contract/identity/employees';
import { permissions } from '@muster/contract/identity/permissions';
import { defaultRoles } from '@muster/contract/identity/roles';
import { expect, test } from 'vitest';
import { signInRows } from './audit-rows.ts';
import { buildBoard } from './board-plan.ts';
import { boardTables, logTables } from './board-rows.ts';
import type { Row } from './bulk-insert.ts';
import { type Company, companies, type Size, sizes } from './companies.ts';
import { companyTables } from './company-rows.ts';
import { employeeTables } from './employee-rows.ts';
import { groupTables } from './group-rows.ts';
import { demoLogins } from './index.ts';
import { day, isoInstant } from './instants.ts';
import { notificationRows } from './notification-rows.ts';

const today = Date.UTC(2026, 10, 21);

function company(size: Size, index = 0, at = today): Company {
  const found = companies(size, at)[index];
  if (!found) throw new Error(`there is no company ${index}`);
  return found;
}

const foundation = { roleIds: new Map(defaultRoles.map(({ key }) => [key, key])), passwordHash: 'hash' };

/** Every row of a company but those that projection writes from its documents. */
function allTables(of: Company) {
  const boards = of.boards.map((plan) => buildBoard(plan, of.random));
  return [
    ...companyTables(of, foundation),
    ...employeeTables(of, null),
    ...(of.hasGroups ? groupTables(of, foundation) : []),
    ['audit_entry', signInRows(of)] as const,
    ...boards.flatMap((board) => [...boardTables(of, board), ...logTables(of, board)]),
    ...boards.map((board) => ['notification', notificationRows(of, board)] as const),
  ];
}

const firstTables = allTables(company('small'));
const digest = (tables: typeof firstTables) => createHash('sha256').update(JSON.stringify(tables)).digest('hex');
const cardsOf = (of: Company) => of.boards.reduce((sum, board) => sum + board.cards, 0);

test('the same day makes the same companies, to the last byte of their documents', { timeout: 60_000 }, () => {
  expect(digest(allTables(company('small')))).toBe(digest(firstTables));
});

test('on another day the people and branches keep their ids, and what is new moves with the day', () => {
  const [now, later] = [company('small'), company('small', 0, today + 40 * day)];
  const ids = ({ id, people, locations }: Company) => [
    id,
    ...people.map((each) => each.id),
    ...locations.map((each) => each.id),
  ];
  expect(ids(later)).toEqual(ids(now));
  expect(later.boards[0]?.until).toBe(now.boards[0] && now.boards[0].until + 40 * day);
});

test('no two rows of a table have one key, no column is left out, and nothing happens in the future', () => {
  const rows = new Map<string, readonly Row[]>();
  for (const [table, more] of firstTables) rows.set(table, [...(rows.get(table) ?? []), ...more]);
  for (const [table, all] of rows) {
    const ids = all.map((row) => row.id).filter((id) => id !== undefined);
    expect(new Set(ids).size, table).toBe(ids.length);
    const instants = all.flatMap((row) => [row.at, row.created_at, row.updated_at, row.committed_at, row.read_at]);
    expect(
      instants.filter((at) => typeof at === 'string' && at >= isoInstant(today)),
      table,
    ).toEqual([]);
    const columnLists = new Set(all.map((row) => Object.keys(row).join()));
    expect(columnLists.size, [...columnLists].join(' / ')).toBeLessThanOrEqual(table === 'audit_entry' ? 2 : 1);
  }
});

test('fifty people fill the roles, and six run the other company', () => {
  const [moving, plumbing] = [company('small'), company('small', 1)];
  const counts: Record<string, number> = {};
  for (const { roleKey } of moving.people) counts[roleKey] = (counts[roleKey] ?? 0) + 1;
  expect(counts).toEqual({
    ...{ super_admin: 1, c_suite: 2, manager: 8, dispatcher: 6, sales: 6, support: 6, finance: 2, auditor: 1 },
    ...{ driver: 6, mover: 6, technician: 3, viewer: 3 },
  });
  expect([moving.people.length, moving.locations.length]).toEqual([50, 43]);
  expect([plumbing.people.length, plumbing.locations.length, plumbing.boards.length]).toEqual([6, 2, 1]);
  const known = new Set(defaultRoles.map((role) => role.key));
  for (const person of [...moving.people, ...plumbing.people]) expect(known.has(person.roleKey)).toBe(true);
});

test('addresses are unique over both companies, and every login that is shown exists', () => {
  const people = [...company('small').people, ...company('small', 1).people];
  const emails = people.map((person) => person.email);
  expect(new Set(emails).size).toBe(emails.length);
  for (const email of emails) expect(email).toMatch(/^[a-z.]+@(lgm|northshore)\.example$/);
  for (const login of demoLogins) {
    expect(people.find((person) => person.email === login.email)?.name).toBe(login.name);
  }
});

test('every demo login of the first company has been told something', () => {
  const news = firstTables.flatMap(([table, rows]): readonly Row[] => (table === 'notification' ? rows : []));
  const told = new Set(news.map((row) => row.user_id));
  const shown = company('small').people.filter((person) => demoLogins.some((login) => login.email === person.email));
  expect(shown).toHaveLength(6);
  expect(shown.filter((person) => !told.has(person.id))).toEqual([]);
});

test('boards are shared in every way there is', () => {
  const { boards } = company('small');
  expect(boards).toHaveLength(9);
  expect(new Set(boards.map((board) => board.tenantAccess))).toEqual(new Set(['none', 'viewer', 'editor']));
  expect(new Set(boards.map((board) => board.kind))).toEqual(new Set(['personal', 'team']));
  expect(boards.some((board) => board.members.some((member) => member.access === 'viewer'))).toBe(true);
});

test('the sizes are what they say', () => {
  const [small, medium, large] = [company('small'), company('medium'), company('large')];
  expect(cardsOf(small) + cardsOf(company('small', 1))).toBe(346);
  expect(cardsOf(medium) / cardsOf(small)).toBeCloseTo(10, -1);
  expect(cardsOf(large)).toBeGreaterThan(100_000);
  expect(large.boards.find((board) => board.name === 'All open jobs')?.cards).toBe(5_000);
  expect(signInRows(large)).toHaveLength(sizes.large.signIns);
  expect(new Set(large.boards.map((board) => board.name)).size).toBe(large.boards.length);
});

test('everybody is an employee with hours; crews have skills, and certifications in every state', () => {
  const rows = (table: string) => firstTables.flatMap(([name, all]): readonly Row[] => (name === table ? all : []));
  expect(rows('employee')).toHaveLength(50);
  for (const { availability } of rows('employee'))
    expect(availabilitySchema.safeParse(availability).success).toBe(true);
  expect(rows('employee_skill').length).toBeGreaterThan(80);
  const states = rows('employee_certification').map((row) => certificationState(String(row.expires_on), '2026-11-21'));
  expect(new Set(states)).toEqual(new Set(['expired', 'expiring', 'valid']));
});

test('groups, second branches and grants name people, roles, branches and permissions that there are', () => {
  const rows = (table: string) => firstTables.flatMap(([name, all]): readonly Row[] => (name === table ? all : []));
  const named = ['group_role', 'group_member', 'user_location', 'user_grant'].flatMap(rows);
  expect(named.filter((row) => Object.values(row).includes(undefined))).toEqual([]);
  const groups = new Set(rows('user_group').map((row) => row.id));
  expect(rows('user_group').filter((row) => row.parent_id && !groups.has(row.parent_id))).toEqual([]);
  expect(rows('user_grant').filter((row) => !permissions.some((known) => known === row.permission))).toEqual([]);
});
