import type { CustomFieldEntity } from '@muster/contract/identity/custom-fields/definition';
import type { CustomFieldOption, CustomFieldType } from '@muster/contract/identity/custom-fields/settings';
import type { CustomFieldValue } from '@muster/contract/identity/custom-fields/value';
import type { Company } from './companies.ts';
import { day, isoDate } from './instants.ts';
import type { Location } from './locations.ts';
import type { Person } from './people.ts';
import type { Random } from './Random.ts';

/** A field that the moving company made for itself, with what a record holds in it; null for nothing. */
export interface DemoField<Kind> {
  entity: CustomFieldEntity;
  key: string;
  label: string;
  help?: string;
  type: CustomFieldType;
  settings: object;
  required?: boolean;
  indexed?: boolean;
  valueOf: (record: Kind, random: Random) => CustomFieldValue | null;
}

type Colors = Readonly<Record<string, CustomFieldOption['color']>>;

/** Options by their names, with ids that never change. */
function optionsOf({ random, foundedAt }: Company, key: string, colors: Colors): CustomFieldOption[] {
  return Object.entries(colors).map(([label, color]) => {
    const id = random.stream(`option/${key}/${label}`).id(foundedAt);
    return { id, label, color, archived: false };
  });
}

const crews = ['driver', 'mover', 'technician', 'dispatcher'];
const relations = ['wife', 'husband', 'sister', 'brother', 'mother', 'father', 'partner'];

/** What the company keeps about its people. */
export function peopleFields(company: Company): DemoField<Person>[] {
  const { people } = company;
  const sizes = optionsOf(company, 'uniform', { S: 'teal', M: 'green', L: 'blue', XL: 'violet', '2XL': 'pink' });
  const mentors = people.filter(({ roleKey }) => roleKey === 'driver');
  return [
    {
      ...{ entity: 'user', key: 'uniform_size', label: 'Uniform size', type: 'choice', settings: { options: sizes } },
      indexed: true,
      valueOf: ({ roleKey }, random) => (crews.includes(roleKey) ? random.pick(sizes).id : null),
    },
    {
      ...{ entity: 'user', key: 'emergency_contact', label: 'Emergency contact', type: 'text' },
      ...{ settings: { maxLength: 120 }, help: 'Name, relation and telephone number.' },
      valueOf: ({ name }, random) => {
        const family = name.split(' ').at(-1);
        const number = `604-555-01${random.integer(10, 99)}`;
        return `${random.pick(['Alex', 'Sam', 'Jo', 'Robin', 'Kim'])} ${family} (${random.pick(relations)}), ${number}`;
      },
    },
    {
      ...{ entity: 'user', key: 'mentor', label: 'Mentor', type: 'user', settings: {} },
      valueOf: ({ roleKey }, random) => (roleKey === 'mover' && random.chance(0.6) ? random.pick(mentors).id : null),
    },
  ];
}

/** What the company keeps about its branches. */
export function locationFields(company: Company): DemoField<Location>[] {
  const { today } = company;
  const access = optionsOf(company, 'access', {
    'Loading dock': 'blue',
    Ramp: 'teal',
    'Freight elevator': 'violet',
    'Overnight parking': 'amber',
    'Gated yard': 'grey',
  });
  return [
    {
      ...{ entity: 'location', key: 'dock_height', label: 'Dock height', type: 'number', indexed: true },
      ...{ settings: { decimals: 0, min: 0, max: 96 }, help: 'In inches from the ground; a 26-foot truck needs 48.' },
      valueOf: ({ trucks }, random) => (trucks > 1 ? random.pick([44, 46, 48, 48, 48, 52]) : null),
    },
    {
      ...{ entity: 'location', key: 'lease_end', label: 'Landlord lease end', type: 'date', settings: {} },
      indexed: true,
      valueOf: (_, random) => `${isoDate(today + random.integer(60, 1800) * day).slice(0, 8)}28`,
    },
    {
      ...{ entity: 'location', key: 'monthly_rent', label: 'Monthly rent', type: 'money' },
      settings: { currency: 'CAD', min: 0, max: null },
      valueOf: ({ ownership }, random) =>
        ownership === 'corporate' ? { amount: random.integer(42, 138) * 10_000, currency: 'CAD' } : null,
    },
    {
      ...{ entity: 'location', key: 'access', label: 'Access', type: 'multi_choice', settings: { options: access } },
      valueOf: (_, random) => {
        const chosen = new Set(random.sample(access, random.integer(1, 3)));
        return access.filter((option) => chosen.has(option)).map(({ id }) => id);
      },
    },
    {
      ...{ entity: 'location', key: 'site_plan', label: 'Site plan', type: 'link', settings: {} },
      valueOf: ({ name, ownership }) =>
        ownership === 'corporate'
          ? `https://plans.lgm.example/${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.pdf`
          : null,
    },
  ];
}

/** A board by what its fields depend on. */
export interface NamedBoard {
  id: string;
  name: string;
}

/** What the company keeps about its boards. */
export function boardFields({ people }: Company): DemoField<NamedBoard>[] {
  const sponsors = people.filter(({ roleKey }) => roleKey === 'manager' || roleKey === 'c_suite');
  return [
    {
      ...{ entity: 'board', key: 'cost_centre', label: 'Cost centre', type: 'text', settings: { maxLength: 20 } },
      ...{ indexed: true, help: 'As in the ledger, such as OPS-210.' },
      valueOf: ({ name }, random) => {
        const area = /claim|call/i.test(name) ? 'CARE' : /hiring/i.test(name) ? 'HR' : 'OPS';
        return `${area}-${random.integer(11, 48) * 10}`;
      },
    },
    {
      ...{ entity: 'board', key: 'sponsor', label: 'Sponsor', type: 'user', settings: {} },
      valueOf: (_, random) => random.pick(sponsors).id,
    },
  ];
}
