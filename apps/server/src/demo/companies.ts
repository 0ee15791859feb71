import type { BoardPlan } from './board-plan.ts';
import { allOpenJobs, monthlyBoards } from './imported-boards.ts';
import { day } from './instants.ts';
import { type Location, movingCompanyLocations, toLocations } from './locations.ts';
import { handWrittenBoards, toPlan } from './moving-company-boards.ts';
import { movingCompanyStaff, type Person, peopleOf, plumbingCompanyStaff } from './people.ts';
import { Random } from './Random.ts';
import { serviceCalls } from './themes/service-calls.ts';

/** How much there is beside the hand-written boards. */
interface Amounts {
  /** Boards of jobs for each branch, one for each of so many months. */
  months: number;
  cardsOfMonth: number;
  /** Cards on the one very large board; 0 makes none. */
  openJobs: number;
  /** Sign-ins in the audit log of the first company. */
  signIns: number;
  /** Days before today with which the audit log of sign-ins begins. */
  days: number;
}

/** The sizes of the demo: 346 cards, about ten times as many, and 100,000 with one board of 5,000. */
export const sizes = {
  small: { months: 0, cardsOfMonth: 0, openJobs: 0, signIns: 400, days: 14 },
  medium: { months: 1, cardsOfMonth: 70, openJobs: 0, signIns: 4_000, days: 60 },
  large: { months: 9, cardsOfMonth: 246, openJobs: 5_000, signIns: 100_000, days: 600 },
} as const satisfies Record<string, Amounts>;

/** Name of one of {@link sizes}. */
export type Size = keyof typeof sizes;

/** A company of the demo before it becomes rows. */
export interface Company {
  id: string;
  name: string;
  industry: string;
  /** What employees' numbers begin with. */
  initials: string;
  /** Whether its people are in groups; a small company needs none. */
  hasGroups: boolean;
  franchise: boolean;
  foundedAt: number;
  random: Random;
  locations: Location[];
  people: Person[];
  boards: BoardPlan[];
  signIns: number;
  /** When the log of sign-ins begins, and today's midnight. */
  from: number;
  today: number;
}

/** Both companies, as they are on the day that begins at `today`. Their own ids and those of people never change. */
export function companies(size: Size, today: number): Company[] {
  return [movingCompany(sizes[size], today), plumbingCompany(today)];
}

const movingSeed = { id: '018e0a31-8000-7a10-8c4d-6c676d6d6f76', foundedAt: Date.UTC(2024, 2, 4, 16) };
const plumbingSeed = { id: '018f5e15-3800-7b20-9d5e-6e6f72746873', foundedAt: Date.UTC(2024, 4, 9, 16) };

function movingCompany({ months, cardsOfMonth, openJobs, signIns, days }: Amounts, today: number): Company {
  const random = new Random("LGM (Let's Get Moving)");
  const { foundedAt } = movingSeed;
  const locations = movingCompanyLocations(random, foundedAt);
  const people = peopleOf(random, movingCompanyStaff, locations, { domain: 'lgm.example', foundedAt });
  const parts = { people, locations, random, today };
  const imported = monthlyBoards(parts, { months, cards: cardsOfMonth });
  if (openJobs > 0) imported.push(allOpenJobs(parts, openJobs));
  return {
    ...movingSeed,
    ...{
      name: "LGM (Let's Get Moving)",
      industry: 'Moving and logistics',
      franchise: true,
      initials: 'LGM',
      hasGroups: true,
    },
    ...parts,
    boards: [...handWrittenBoards(people, today), ...imported],
    signIns,
    from: today - days * day,
  };
}

const plumbingBranches: Parameters<typeof toLocations>[3] = {
  'America/Vancouver BC': [
    ['North Vancouver', 'Colette', 4, 'none', true],
    ['Squamish', 'Graham', 2, 'none', false],
  ],
};

function plumbingCompany(today: number): Company {
  const name = 'North Shore Plumbing & Heating';
  const random = new Random(name);
  const { foundedAt } = plumbingSeed;
  const locations = toLocations(random, foundedAt, 'corporate', plumbingBranches);
  const people = peopleOf(random, plumbingCompanyStaff, locations, { domain: 'northshore.example', foundedAt });
  const editors = ['Yuki Tanaka', 'Colette Marchand', 'Graham Pike', 'Brody Hansen', 'Amara Nwosu', 'Stefan Ilic'];
  const board = {
    name: 'Service calls',
    theme: serviceCalls,
    cards: 26,
    age: 20,
    tenantAccess: 'viewer',
    editors,
  } as const;
  return {
    ...plumbingSeed,
    ...{
      name,
      industry: 'Plumbing and heating',
      franchise: false,
      initials: 'NS',
      hasGroups: false,
      random,
      locations,
      people,
      today,
    },
    boards: [toPlan(board, people, today)],
    signIns: 40,
    from: today - 14 * day,
  };
}
