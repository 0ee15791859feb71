import type { BoardPlan } from './board-plan.ts';
import { day } from './instants.ts';
import type { Location } from './locations.ts';
import type { Person } from './people.ts';
import type { Random } from './Random.ts';
import { movingJobs } from './themes/moving-jobs.ts';

const monthName = new Intl.DateTimeFormat('en-CA', { month: 'long', year: 'numeric', timeZone: 'UTC' });

interface Company {
  people: readonly Person[];
  locations: readonly Location[];
  random: Random;
  today: number;
}

/** One board of jobs for each branch and each of the last `months` months. */
export function monthlyBoards(company: Company, { months, cards }: { months: number; cards: number }): BoardPlan[] {
  return Array.from({ length: months }, (_, index) =>
    company.locations.map((location) => {
      const { first, after } = monthBefore(company.today, index);
      const random = company.random.stream(`monthly/${location.name}/${index}`);
      const places = [location, ...random.sample(company.locations, 5)].map((place) => place.name);
      const name = `${location.name} — ${monthName.format(first)}`;
      return jobBoard(company, {
        name,
        locationId: location.id,
        cards,
        places,
        from: first,
        until: Math.min(after, company.today),
        random,
      });
    }),
  ).flat();
}

/** One board with very many cards, as a company has that never closes anything. */
export function allOpenJobs(company: Company, cards: number): BoardPlan {
  const places = company.locations.map((location) => location.name);
  const random = company.random.stream('all open jobs');
  const from = company.today - 60 * day;
  return jobBoard(company, {
    name: 'All open jobs',
    locationId: null,
    cards,
    places,
    from,
    until: company.today,
    random,
  });
}

interface JobBoard {
  name: string;
  locationId: string | null;
  cards: number;
  places: string[];
  from: number;
  until: number;
  random: Random;
}

function jobBoard({ people, today }: Company, { random, places, ...board }: JobBoard): BoardPlan {
  const having = (...roles: string[]) => people.filter((person) => roles.includes(person.roleKey));
  const owner = random.pick(having('manager', 'dispatcher'));
  const crew = random.sample(having('driver', 'mover'), 4);
  const team = [
    owner,
    ...random.sample(
      having('dispatcher').filter((person) => person !== owner),
      2,
    ),
    ...crew,
  ];
  const members = team.slice(1).map((person) => ({ person, access: 'editor' as const }));
  return {
    ...board,
    finished: board.until < today,
    theme: movingJobs(places),
    kind: 'team',
    tenantAccess: 'viewer',
    owner,
    team,
    members,
    imported: true,
  };
}

/** The calendar month `count` months before the one of `today`; on the first of a month, that month is yet empty. */
function monthBefore(today: number, count: number): { first: number; after: number } {
  const current = new Date(today - day);
  const month = (offset: number) => Date.UTC(current.getUTCFullYear(), current.getUTCMonth() + offset, 1);
  return { first: month(-count), after: month(1 - count) };
}
