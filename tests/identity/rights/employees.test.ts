import { beforeAll, describe, expect, it } from 'vitest';
import { type SignedIn, signIn } from '../../support/client.ts';
import { serverOfFile } from '../../support/file-server.ts';
import { companies, person } from '../../support/fixtures.ts';
import { problemOf } from '../../support/problem.ts';

const { database, server } = serverOfFile();
let manager: SignedIn;

const branches = { here: '019a0000-0000-7000-8000-00000000aaaa', there: '019a0000-0000-7000-8000-00000000bbbb' };

beforeAll(async () => {
  manager = await signIn(server.url, person('manager'));
  for (const [name, id] of Object.entries(branches)) {
    await database.query(
      `insert into location (tenant_id, id, name, time_zone, ownership) values ($1, $2, $3, 'America/Vancouver', 'corporate')`,
      [companies.north.id, id, name],
    );
  }
});

describe('a profile', () => {
  const userId = person('technician').id;

  it('keeps everything, warns of certifications, and is versioned and audited', async () => {
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    const change = {
      ...{ userId, version: 0, number: 'E-17', hireDate: '2024-03-01', title: 'Technician', department: 'Field' },
      ...{ homeLocationId: branches.here, otherLocationIds: [branches.there] },
      skills: [{ name: 'Forklift', level: 3 }],
      certifications: [
        { name: 'Crane', expiresOn: day(-1) },
        { name: 'First aid', expiresOn: day(30) },
        { name: 'Truck', expiresOn: day(300) },
      ],
      availability: [{ day: 1, from: '08:00', to: '16:30' }],
    };
    expect(await manager.api.identity.employees.update.mutate(change)).toEqual({ version: 1 });
    const profile = await manager.api.identity.employees.get.query({ userId });
    expect(profile).toMatchObject({
      ...{ number: 'E-17', hireDate: '2024-03-01', otherLocationIds: [branches.there], version: 1 },
      homeLocation: { name: 'here', timeZone: 'America/Vancouver' },
      certifications: [{ state: 'expired' }, { state: 'expiring' }, { state: 'valid' }],
    });
    const clock = { timeZone: 'America/Vancouver', weekday: 'short' } as const;
    const shown = new Intl.DateTimeFormat('en-CA', { ...clock, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    expect(shown.format(new Date(profile.nextHours?.from ?? 0)), 'on the branch’s clock').toBe('Mon 08:00');
    expect(profile).not.toHaveProperty('pay');
    const late = await problemOf(manager.api.identity.employees.update.mutate(change));
    expect(late.code).toBe('version_conflict');
    const other = { userId: person('mover').id, version: 0, number: 'E-17' };
    expect(await problemOf(manager.api.identity.employees.update.mutate(other))).toMatchObject({
      ...{ code: 'invalid_input', message: expect.stringContaining(person('technician').name) },
    });
  });

  it('gives a person another name, which is on record; never somebody who stands above', async () => {
    const { employees, users, audit } = manager.api.identity;
    const userId = person('support').id;
    const { version } = await employees.get.query({ userId });
    await employees.update.mutate({ userId, version, name: '  Zoé Lavoie ' });
    const found = await users.list.query({ search: 'Zoé' });
    expect(found.items).toMatchObject([{ id: userId, name: 'Zoé Lavoie' }]);
    const { items } = await audit.list.query({ action: 'identity.employee.profile_changed', limit: 1 });
    expect(items).toMatchObject([{ before: { name: person('support').name }, after: { name: 'Zoé Lavoie' } }]);
    const empty = employees.update.mutate({ userId, version: version + 1, name: ' ' });
    expect((await problemOf(empty)).code).toBe('invalid_input');
    const above = employees.update.mutate({ userId: person('c_suite').id, version: 0, name: 'Nobody' });
    expect((await problemOf(above)).code).toBe('forbidden');
  });

  it('says whose certifications are due, the most urgent first, a page at a time', async () => {
    const first = await manager.api.identity.employees.dueCertifications.query({ limit: 1 });
    expect(first).toMatchObject({
      items: [{ userId, personName: person('technician').name, name: 'Crane', state: 'expired' }],
      counts: { expired: 1, expiring: 1 },
    });
    const rest = await manager.api.identity.employees.dueCertifications.query({
      cursor: first.nextCursor ?? '',
      limit: 1,
    });
    expect(rest).toMatchObject({ items: [{ name: 'First aid', state: 'expiring' }], nextCursor: null });
    const { items } = await manager.api.identity.users.list.query({});
    expect(items.filter(({ certification }) => certification !== null)).toMatchObject([
      { id: userId, certification: 'expired' },
    ]);
    const viewer = await signIn(server.url, person('viewer'));
    expect((await viewer.api.identity.users.list.query({})).items.every((item) => item.certification === null)).toBe(
      true,
    );
    const refused = viewer.api.identity.employees.dueCertifications.query({});
    expect((await problemOf(refused)).code).toBe('forbidden');
  });

  it('refuses hours that overlap or end before they begin', async () => {
    const overlapping = [
      { day: 1, from: '08:00', to: '12:00' },
      { day: 1, from: '11:00', to: '15:00' },
    ];
    for (const availability of [overlapping, [{ day: 1, from: '12:00', to: '08:00' }]]) {
      const change = manager.api.identity.employees.update.mutate({ userId, version: 1, availability });
      expect((await problemOf(change)).code).toBe('invalid_input');
    }
  });

  it('is the person’s own to read, and nobody else’s without the right', async () => {
    const technician = await signIn(server.url, person('technician'));
    expect((await technician.api.identity.employees.get.query({ userId })).title).toBe('Technician');
    const other = technician.api.identity.employees.get.query({ userId: person('mover').id });
    expect((await problemOf(other)).code).toBe('forbidden');
  });
});

describe('pay', () => {
  const userId = person('driver').id;

  it('is sealed at rest, shown to whoever may know it, and never audited', async () => {
    const admin = await signIn(server.url, person('super_admin'));
    const pay = {
      currency: 'CAD',
      hourlyRate: 987_654,
      bonus: { kind: 'revenue_share' as const, basisPoints: 250, basis: 'location' as const },
    };
    await admin.api.identity.employees.setPay.mutate({ userId, version: 0, ...pay });
    const finance = await signIn(server.url, person('finance'));
    expect((await finance.api.identity.employees.get.query({ userId })).pay).toEqual(pay);
    expect(await manager.api.identity.employees.get.query({ userId })).not.toHaveProperty('pay');
    const change = finance.api.identity.employees.setPay.mutate({ userId, version: 1, ...pay });
    expect((await problemOf(change)).code).toBe('forbidden');
    const rows = await database.query<{ text: string }>(
      `select concat(encode(pay_sealed, 'escape'), encode(pay_sealed, 'hex')) as text from employee
       union all select concat(before::text, after::text) from audit_entry union all select payload::text from outbox_event`,
    );
    const leaks = rows.filter(({ text }) => text.includes('987654') || text.includes('revenue_share'));
    expect(leaks).toEqual([]);
  });
});

describe('tax number and bank account', () => {
  const userId = person('mover').id;
  const taxNumber = '046 454 286';
  const bankAccount = { kind: 'canadian' as const, institution: '004', transit: '10202', account: '123456789012' };

  it('are shown masked, in full on request only, and each look is on record without the number', async () => {
    const admin = await signIn(server.url, person('super_admin'));
    const { version } = await admin.api.identity.employees.get.query({ userId });
    const change = { userId, version, taxNumber, bankAccount };
    expect(await admin.api.identity.employees.setPrivateNumbers.mutate(change)).toEqual({ version: version + 1 });
    const late = await problemOf(admin.api.identity.employees.setPrivateNumbers.mutate(change));
    expect(late.code).toBe('version_conflict');
    const finance = await signIn(server.url, person('finance'));
    const profile = await finance.api.identity.employees.get.query({ userId });
    expect(profile.privateNumbers).toEqual({ taxNumber: '286', bankAccount: { kind: 'canadian', ending: '9012' } });
    expect(JSON.stringify(profile)).not.toMatch(/046454|10202/);
    const tax = await finance.api.identity.employees.reveal.mutate({ userId, kind: 'tax_number' });
    expect(tax).toEqual({ kind: 'tax_number', taxNumber: '046454286' });
    const bank = await finance.api.identity.employees.reveal.mutate({ userId, kind: 'bank_account' });
    expect(bank).toEqual({ kind: 'bank_account', bankAccount });
    const { items } = await admin.api.identity.audit.list.query({ entity: 'identity.employee' });
    const looks = items.filter(({ action }) => action === 'identity.employee.private_number_revealed');
    expect(looks).toHaveLength(2);
    expect(looks[0]).toMatchObject({
      actorName: person('finance').name,
      entityId: userId,
      after: { kind: 'bank_account' },
    });
    expect(JSON.stringify(items)).not.toMatch(/046454286|123456789012/);
  });

  it('are for whoever may know pay, and has just shown who they are', async () => {
    expect(await manager.api.identity.employees.get.query({ userId })).not.toHaveProperty('privateNumbers');
    const finance = await signIn(server.url, person('finance'));
    const look = (api: SignedIn['api']) => api.identity.employees.reveal.mutate({ userId, kind: 'tax_number' });
    expect((await problemOf(look(manager.api))).code).toBe('forbidden');
    const change = finance.api.identity.employees.setPrivateNumbers.mutate({ userId, version: 1, taxNumber: null });
    expect((await problemOf(change)).code).toBe('forbidden');
    await database.query(`update session set authenticated_at = now() - interval '1 day' where user_id = $1`, [
      person('finance').id,
    ]);
    expect((await problemOf(look(finance.api))).code).toBe('step_up');
  });

  it('lead to the person by the exact number, and only in their own company', async () => {
    const admin = await signIn(server.url, person('super_admin'));
    const find = (api: SignedIn['api'], number: string) =>
      api.identity.employees.findByTaxNumber.mutate({ taxNumber: number });
    expect(await find(admin.api, '046-454-286')).toEqual({ userId, name: person('mover').name });
    expect(await find(admin.api, '046454287')).toBeNull();
    const south = await signIn(server.url, person('super_admin', 'south'));
    const there = person('viewer', 'south').id;
    await south.api.identity.employees.setPrivateNumbers.mutate({ userId: there, version: 0, taxNumber });
    expect(await find(south.api, taxNumber)).toMatchObject({ userId: there });
    expect(await find(admin.api, taxNumber)).toMatchObject({ userId });
    const hashes = await database.query(
      'select distinct tax_number_hash from employee where tax_number_hash is not null',
    );
    expect(hashes).toHaveLength(2);
  });

  it('are taken away, and what is none is refused', async () => {
    const admin = await signIn(server.url, person('super_admin'));
    const { version } = await admin.api.identity.employees.get.query({ userId });
    const set = (change: object) =>
      admin.api.identity.employees.setPrivateNumbers.mutate({ userId, version, ...change });
    for (const bad of [{ taxNumber: '1' }, { bankAccount: { kind: 'iban', iban: 'DE89370400440532013001' } }]) {
      expect((await problemOf(set(bad))).code).toBe('invalid_input');
    }
    await set({ taxNumber: null, bankAccount: { kind: 'iban', iban: 'DE89 3704 0044 0532 0130 00' } });
    expect((await admin.api.identity.employees.get.query({ userId })).privateNumbers).toEqual({
      taxNumber: null,
      bankAccount: { kind: 'iban', ending: '3000' },
    });
  });
});

describe('an import', () => {
  const csv = [
    'Name;E-mail;email;Hire date;role;location;skills;shoe size',
    'Anna Nowak;x;Anna@North.test;2026-01-05;Mover;here;Forklift 3; 42',
    `Same Person;x;${person('mover').email};;;there;;`,
    'No Address;x;nowhere;;;;;',
    'Bad Day;x;bad@north.test;5 Jan;;;;',
    'Too High;x;high@north.test;;Executive;;;',
    'Twice;x;anna@north.test;;;;;',
    'Lost;x;lost@north.test;;;nowhere;;',
  ].join('\r\n');

  it('says line by line what it would do, and changes nothing', async () => {
    const count = 'select count(*)::int as count from "user"';
    const before = await database.query(count);
    const preview = await manager.api.identity.employees.previewImport.mutate({ csv });
    expect(preview).toMatchObject({ created: 1, updated: 1, failed: 5, unknownColumns: ['E-mail', 'shoe size'] });
    expect(preview.rows.map(({ line, outcome }) => `${line} ${outcome}`)).toEqual([
      ...['2 create', '3 update', '4 error', '5 error', '6 error', '7 error', '8 error'],
    ]);
    expect(preview.rows[4]?.problems.join()).toContain('level is 90');
    expect(preview.rows[5]?.problems.join()).toContain('line 2');
    expect(await database.query(count)).toEqual(before);
  });

  it('does exactly that', async () => {
    const done = await manager.api.identity.employees.import.mutate({ csv });
    expect(done).toMatchObject({ created: 1, updated: 1, failed: 5 });
    const { items } = await manager.api.identity.users.list.query({ search: 'anna@north.test' });
    expect(items[0]).toMatchObject({ name: 'Anna Nowak', locationName: 'here', roles: [{ name: 'Mover' }] });
    const profile = await manager.api.identity.employees.get.query({ userId: items[0]?.id ?? '' });
    expect(profile).toMatchObject({ hireDate: '2026-01-05', skills: [{ name: 'Forklift', level: 3 }] });
  });

  it('takes certifications with their last day, and leaves those alone that the file says nothing of', async () => {
    const userId = person('sales').id;
    const lines = (cell: string) => `name;email;certifications\nSales;${person('sales').email};"${cell}"\n`;
    const { employees } = manager.api.identity;
    await employees.import.mutate({ csv: lines('Crane 2031-03-31; Working at heights') });
    const held = async () => (await employees.get.query({ userId })).certifications;
    const expected = [
      { name: 'Crane', expiresOn: '2031-03-31', state: 'valid' },
      { name: 'Working at heights', expiresOn: null },
    ];
    expect(await held()).toMatchObject(expected);
    await employees.import.mutate({ csv: `name,email,title\nSales,${person('sales').email},Lead\n` });
    await employees.import.mutate({ csv: lines('') });
    expect(await held()).toMatchObject(expected);
    const { rows } = await employees.previewImport.mutate({ csv: lines('Crane 2031-02-30') });
    expect(rows[0]).toMatchObject({ outcome: 'error', problems: [expect.stringContaining('is no certification')] });
  });

  it.each(['name\nAnna', 'name,email,email\n', '"name,email\n'])('refuses %j with a reason', async (bad) => {
    const problem = await problemOf(manager.api.identity.employees.previewImport.mutate({ csv: bad }));
    expect(problem.code).toBe('invalid_input');
  });
});
