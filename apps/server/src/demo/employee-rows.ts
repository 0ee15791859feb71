import type { Availability } from '@muster/contract/identity/employees';
import type { KeyRing } from '../core/sealing/key-ring.ts';
import type { Row } from './bulk-insert.ts';
import type { Company } from './companies.ts';
import type { Tables } from './company-rows.ts';
import { day, isoDate, isoInstant } from './instants.ts';
import { sealedColumnsOf } from './pay-rows.ts';
import type { Person } from './people.ts';
import type { Random } from './Random.ts';

/** What people of a role do, and what they can. */
interface Job {
  title: string;
  department: string;
  hours: 'office' | 'crew';
  skills?: readonly string[];
  certificates?: readonly string[];
}

const crewSkills = ['Piano moving', 'Packing', 'Furniture assembly', 'Long distance', 'Forklift', 'Customer contact'];

const jobs: Readonly<Record<string, Job>> = {
  super_admin: { title: 'Owner', department: 'Leadership', hours: 'office' },
  c_suite: { title: 'Vice president', department: 'Leadership', hours: 'office' },
  manager: { title: 'Branch manager', department: 'Operations', hours: 'office', certificates: ['First aid'] },
  dispatcher: {
    title: 'Dispatcher',
    department: 'Operations',
    hours: 'office',
    skills: ['Route planning', 'Customer contact', 'Long distance'],
  },
  sales: { title: 'Move consultant', department: 'Sales', hours: 'office', skills: ['Estimates', 'Customer contact'] },
  support: {
    title: 'Customer care agent',
    department: 'Customer care',
    hours: 'office',
    skills: ['Claims', 'Customer contact'],
  },
  finance: { title: 'Accountant', department: 'Finance', hours: 'office' },
  auditor: { title: 'Internal auditor', department: 'Finance', hours: 'office' },
  driver: {
    title: 'Driver',
    department: 'Crews',
    hours: 'crew',
    skills: crewSkills,
    certificates: ['Class 3 licence', 'Air brake endorsement', 'First aid'],
  },
  mover: {
    title: 'Mover',
    department: 'Crews',
    hours: 'crew',
    skills: crewSkills,
    certificates: ['First aid', 'Safe lifting'],
  },
  technician: {
    title: 'Technician',
    department: 'Workshop',
    hours: 'crew',
    skills: ['Engines', 'Brakes', 'Hydraulics', 'Bodywork'],
    certificates: ['Red Seal trade certificate', 'First aid'],
  },
  viewer: { title: 'Franchise owner', department: 'Franchises', hours: 'office' },
};

/** Profiles of all people as employees, with skills, certifications, weekly hours, and what is sealed where there are keys. */
export function employeeTables(company: Company, ring: KeyRing | null): Tables {
  const employees = company.people.map((person, index) => ({
    person,
    number: `${company.initials}-${String(index + 1).padStart(3, '0')}`,
    job: jobs[person.roleKey] ?? { title: 'Employee', department: 'Office', hours: 'office' },
    random: company.random.stream(`employee/${person.name}`),
  }));
  return [
    [
      'employee',
      employees.map((employee) => ({
        ...employeeRow(company, employee),
        ...sealedColumnsOf(company, employee.person, ring),
      })),
    ],
    ['employee_skill', employees.flatMap((employee) => skillRows(company, employee))],
    ['employee_certification', employees.flatMap((employee) => certificationRows(company, employee))],
  ];
}

interface Employee {
  person: Person;
  number: string;
  job: Job;
  random: Random;
}

function employeeRow({ id: tenant_id }: Company, { person, number, job, random }: Employee): Row {
  const at = isoInstant(person.hiredAt);
  return {
    ...{ tenant_id, user_id: person.id, number, hire_date: at.slice(0, 10), title: job.title },
    ...{ department: job.department, availability: hoursOf(job, random), created_at: at, updated_at: at },
  };
}

/** The office works from Monday to Friday; crews five of the six days that jobs are done on. */
function hoursOf({ hours }: Job, random: Random): Availability {
  const off = random.integer(1, 6);
  const days = hours === 'office' ? [1, 2, 3, 4, 5] : [1, 2, 3, 4, 5, 6].filter((each) => each !== off);
  const [from, to] = hours === 'office' ? ['08:00', '16:30'] : ['07:00', '17:00'];
  return days.map((each) => ({ day: each, from: from ?? '', to: to ?? '' }));
}

function skillRows({ id: tenant_id }: Company, { person, job, random }: Employee): Row[] {
  const names = random.sample(job.skills ?? [], 3);
  return names.map((name) => ({ tenant_id, user_id: person.id, name, level: random.integer(2, 5) }));
}

/** Two or three years each: some are over, some soon will be. */
function certificationRows({ id: tenant_id, today }: Company, { person, job, random }: Employee): Row[] {
  return (job.certificates ?? []).map((name) => {
    const expiresAt = today + random.integer(-70, 600) * day;
    const dates = { issued_on: isoDate(expiresAt - random.integer(2, 3) * 365 * day), expires_on: isoDate(expiresAt) };
    return { tenant_id, id: random.id(person.hiredAt), user_id: person.id, name, ...dates };
  });
}
