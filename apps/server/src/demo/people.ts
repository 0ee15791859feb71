import { day } from './instants.ts';
import type { Location } from './locations.ts';
import { shownLogins } from './logins.ts';
import type { Random } from './Random.ts';

/** A person as the demo knows them before they become rows. */
export interface Person {
  id: string;
  name: string;
  email: string;
  roleKey: string;
  locale: 'en' | 'fr';
  locationId: string;
  /** When the account was made, in milliseconds since 1970. */
  hiredAt: number;
}

/** People by the key of their role: name and branch. */
export type Staff = Record<string, [name: string, branch: string][]>;

/**
 * Fifty people. The company's own list has 39 administrators among 50, which shows no dispatcher's or mover's day; they
 * are spread over the roles that Muster has. Branch managers bear the first names of their branches' contacts.
 */
export const movingCompanyStaff: Staff = {
  super_admin: [['Nadia Okafor', 'Downtown Toronto']],
  c_suite: [
    ['Gordon MacLeod', 'Downtown Toronto'],
    ['Sylvie Tremblay', 'Montreal'],
  ],
  manager: [
    ['Rasoul Ahmadi', 'Vancouver'],
    ['Shahbaz Khan', 'Burnaby'],
    ['Arshdeep Sandhu', 'Mississauga'],
    ['Danylo Kovalenko', 'Edmonton'],
    ['Hakam Dhaliwal', 'Hamilton'],
    ['Bhanu Sharma', 'Montreal'],
    ['Ankit Patel', 'North York (Toronto)'],
    ['Claire Bouchard', 'Ottawa'],
  ],
  dispatcher: [
    ['Maya Lindqvist', 'Vancouver'],
    ['Jasmine Wong', 'Burnaby'],
    ['Harpreet Gill', 'Surrey'],
    ['Owen Fraser', 'Calgary'],
    ['Tyler Beaulieu', 'North York (Toronto)'],
    ['Étienne Gagnon', 'Montreal'],
  ],
  sales: [
    ["Liam O'Brien", 'Downtown Toronto'],
    ['Simran Kaur', 'Vancouver'],
    ['Daniel Kim', 'Burnaby'],
    ['Chloé Lavoie', 'Montreal'],
    ['Rebecca Thompson', 'Edmonton'],
    ['Farid Haddad', 'Mississauga'],
  ],
  support: [
    ['Grace Chen', 'Vancouver'],
    ['Noah Campbell', 'Downtown Toronto'],
    ['Aaliyah Mohammed', 'Downtown Toronto'],
    ['Mathieu Roy', 'Montreal'],
    ['Emily Stewart', 'Hamilton'],
    ['Kiran Nair', 'Burnaby'],
  ],
  finance: [
    ['Margaret Fitzgerald', 'Downtown Toronto'],
    ['Wei Zhang', 'Vancouver'],
  ],
  auditor: [['Ingrid Svensson', 'Downtown Toronto']],
  driver: [
    ['Dave Kowalski', 'Vancouver'],
    ['Jagdeep Singh', 'Vancouver'],
    ['Luis Herrera', 'Burnaby'],
    ['Marc-André Pelletier', 'Montreal'],
    ['Andriy Melnyk', 'Edmonton'],
    ['Tom Whitford', 'Hamilton'],
  ],
  mover: [
    ['Jordan Bishop', 'Vancouver'],
    ['Kwame Mensah', 'Vancouver'],
    ['Ryan McAllister', 'Vancouver'],
    ['Diego Santos', 'Burnaby'],
    ['Tariq Aziz', 'Mississauga'],
    ['Samuel Leblanc', 'Moncton'],
  ],
  technician: [
    ['Walter Schmidt', 'Burnaby'],
    ['Colin Murray', 'Hamilton'],
    ['Beatriz Almeida', 'Downtown Toronto'],
  ],
  viewer: [
    ['Hannah Friesen', 'Winnipeg'],
    ['Robert Arsenault', 'Moncton'],
    ['Angela Rossi', 'St Catherines'],
  ],
};

/** The people of the second company. */
export const plumbingCompanyStaff: Staff = {
  super_admin: [['Colette Marchand', 'North Vancouver']],
  manager: [['Graham Pike', 'Squamish']],
  dispatcher: [['Yuki Tanaka', 'North Vancouver']],
  technician: [
    ['Brody Hansen', 'North Vancouver'],
    ['Amara Nwosu', 'North Vancouver'],
    ['Stefan Ilic', 'Squamish'],
  ],
};

/** Accounts were made one a week from the company's founding on, in the list's order. */
const hiringInterval = 7 * day;

/** Turns lists of names into people with accounts at `domain`. */
export function peopleOf(
  random: Random,
  staff: Staff,
  locations: readonly Location[],
  company: { domain: string; foundedAt: number },
): Person[] {
  const branches = new Map(locations.map((location) => [location.name, location.id]));
  const entries = Object.entries(staff).flatMap(([roleKey, list]) => list.map((entry) => [roleKey, ...entry] as const));
  return entries.map(([roleKey, name, branch], index) => {
    const locationId = branches.get(branch);
    if (!locationId) throw new Error(`${name} works at ${branch}, which is not in the list of branches.`);
    const hiredAt = company.foundedAt + index * hiringInterval;
    const id = random.stream(`person/${name}`).id(hiredAt);
    const locale = branch === 'Montreal' ? 'fr' : 'en';
    return { id, name, email: emailOf(name, company.domain), roleKey, locale, locationId, hiredAt };
  });
}

function emailOf(name: string, domain: string): string {
  const shown = shownLogins.find((login) => login.name === name);
  const plain = name.normalize('NFD').replace(/[^a-z ]/gi, '');
  return shown?.email ?? `${plain.toLowerCase().replaceAll(' ', '.')}@${domain}`;
}
