import type { BoardPlan } from './board-plan.ts';
import { day } from './instants.ts';
import type { Person } from './people.ts';
import { callBacks } from './themes/call-backs.ts';
import { claims } from './themes/claims.ts';
import { desk } from './themes/desk.ts';
import { fleet } from './themes/fleet.ts';
import { franchises } from './themes/franchises.ts';
import { hiring } from './themes/hiring.ts';
import { movingJobs } from './themes/moving-jobs.ts';
import { vancouverPlaces } from './themes/names.ts';
import { peakSeason } from './themes/peak-season.ts';
import { pods } from './themes/pods.ts';
import type { BoardTheme } from './themes/theme.ts';

/** A board in words: people by name; the first of the editors owns it. */
interface Outline {
  name: string;
  theme: BoardTheme;
  cards: number;
  /** Days before today on which it was made. */
  age: number;
  kind?: BoardPlan['kind'];
  tenantAccess?: BoardPlan['tenantAccess'];
  editors: readonly string[];
  viewers?: readonly string[];
  /** True when it is about the owner's branch alone. */
  ofBranch?: boolean;
  restoredOnce?: boolean;
}

const outlines: readonly Outline[] = [
  {
    name: 'Vancouver dispatch — this week',
    theme: movingJobs(vancouverPlaces),
    cards: 60,
    age: 12,
    ofBranch: true,
    tenantAccess: 'viewer',
    editors: [
      'Maya Lindqvist',
      'Rasoul Ahmadi',
      'Jasmine Wong',
      'Dave Kowalski',
      'Jagdeep Singh',
      'Jordan Bishop',
      'Kwame Mensah',
      'Ryan McAllister',
    ],
  },
  {
    name: 'Claims and damages',
    theme: claims,
    cards: 34,
    age: 45,
    editors: ['Grace Chen', 'Noah Campbell', 'Aaliyah Mohammed', 'Mathieu Roy', 'Emily Stewart'],
    viewers: ['Margaret Fitzgerald', 'Ingrid Svensson', 'Maya Lindqvist'],
  },
  {
    name: 'Fleet maintenance',
    theme: fleet,
    cards: 38,
    age: 60,
    tenantAccess: 'viewer',
    editors: ['Rasoul Ahmadi', 'Walter Schmidt', 'Colin Murray', 'Beatriz Almeida', 'Maya Lindqvist', 'Dave Kowalski'],
  },
  {
    name: 'Franchise onboarding',
    theme: franchises,
    cards: 24,
    age: 90,
    editors: ['Gordon MacLeod', 'Nadia Okafor', 'Claire Bouchard', 'Rasoul Ahmadi', 'Sylvie Tremblay'],
    viewers: ['Hannah Friesen', 'Robert Arsenault', 'Angela Rossi'],
  },
  {
    name: 'Storage pods – Burnaby',
    theme: pods,
    cards: 44,
    ofBranch: true,
    age: 40,
    tenantAccess: 'editor',
    editors: ['Shahbaz Khan', 'Jasmine Wong', 'Luis Herrera', 'Diego Santos', 'Kiran Nair', 'Daniel Kim'],
  },
  {
    name: 'Hiring movers',
    theme: hiring,
    cards: 40,
    age: 35,
    editors: ['Rasoul Ahmadi', 'Shahbaz Khan', 'Nadia Okafor', 'Ryan McAllister'],
    viewers: ['Maya Lindqvist'],
  },
  {
    name: 'Customer call-backs',
    theme: callBacks,
    cards: 46,
    age: 20,
    restoredOnce: true,
    tenantAccess: 'editor',
    editors: ['Grace Chen', 'Noah Campbell', 'Kiran Nair', 'Emily Stewart', 'Simran Kaur', 'Maya Lindqvist'],
  },
  {
    name: 'Peak season planning',
    theme: peakSeason,
    cards: 22,
    age: 75,
    tenantAccess: 'viewer',
    editors: ['Nadia Okafor', 'Gordon MacLeod', 'Sylvie Tremblay', 'Rasoul Ahmadi', 'Arshdeep Sandhu', 'Ankit Patel'],
  },
  { name: 'Maya’s desk', theme: desk, cards: 12, age: 25, kind: 'personal', editors: ['Maya Lindqvist'] },
];

/** The boards that people of the moving company wrote by hand. */
export function handWrittenBoards(people: readonly Person[], today: number): BoardPlan[] {
  return outlines.map((outline) => toPlan(outline, people, today));
}

/** Turns a board in words into a plan. */
export function toPlan(outline: Outline, people: readonly Person[], today: number): BoardPlan {
  const { name, theme, cards, kind = 'team', tenantAccess = 'none', restoredOnce = false } = outline;
  const named = (names: readonly string[]) => names.map((each) => personNamed(people, each));
  const [owner, ...editors] = named(outline.editors);
  if (!owner) throw new Error(`The board ${name} has no owner.`);
  const from = today - outline.age * day;
  const members = [
    ...editors.map((person) => ({ person, access: 'editor' as const })),
    ...named(outline.viewers ?? []).map((person) => ({ person, access: 'viewer' as const })),
  ];
  const team = [owner, ...editors];
  const locationId = outline.ofBranch ? owner.locationId : null;
  return {
    ...{ name, theme, cards, kind, tenantAccess, owner, team, members, from, locationId, restoredOnce },
    until: today,
    imported: false,
  };
}

function personNamed(people: readonly Person[], name: string): Person {
  const person = people.find((each) => each.name === name);
  if (!person) throw new Error(`Nobody in the company is called ${name}.`);
  return person;
}
